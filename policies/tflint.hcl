# tflint over the synthesized JSON: every rule about Terraform that it brings along. The rules about AWS are a plugin
# that is downloaded from GitHub, which not every machine reaches; checkov and the provider itself cover that ground.
plugin "terraform" {
  enabled = true
  preset  = "all"
}

# Names of resources and locals come from the path of their construct, such as `Vpc_EndpointSecurityGroup_F91C95AE`: they are a
# contract (a rename would replace the resource), but not in snake case. All else that has a name is.
rule "terraform_naming_convention" {
  enabled = true

  resource {
    custom = "^[A-Z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$"
  }

  locals {
    custom = "^[A-Z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$"
  }

  data {
    custom = "^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$"
  }
}

# A layer is one generated file, cdk.tf.json; to split it into main, variables and outputs would help no reader.
rule "terraform_standard_module_structure" {
  enabled = false
}
