export { type Declared, type DeclareOptions, declareSettings } from './declare';
export {
  amount,
  flag,
  type Setting,
  type SettingProps,
  type Settings,
  type SettingTypes,
  type SettingValues,
  settingValues,
  text,
  texts,
} from './setting';
