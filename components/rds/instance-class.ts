/** Any class: `db.`, a family, a generation, what is special about it, and a size. */
export const anyInstanceClass = /^db[.][a-z]+[0-9]+[a-z]*[.][0-9]*[a-z]+$/;

/**
 * At least `db.t3.medium`: t3 and t4g from medium on, and the m, r and x families from generation 5 on, whatever stands
 * behind the generation. So x1 and x2 are not among them.
 */
export const productionInstanceClass =
  /^db[.](t(3|4g)[.](medium|large|[0-9]*xlarge)|[mrx]([5-9]|[1-9][0-9]+)[a-z]*[.](medium|large|[0-9]*xlarge))$/;

/** Classes that have too little memory for Performance Insights with MySQL and MariaDB. */
export const tooSmallForInsights = /^db[.]t[0-9]+g?[.](micro|small)$/;
