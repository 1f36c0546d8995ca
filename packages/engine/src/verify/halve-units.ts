/**
 * Finds the unit that makes something fail: the last of the shortest beginning of the list with which it fails. It is known to fail with all of
 * them; when it fails without any, all of them are named.
 * @param failsWith whether it fails with the first `count` units alone
 */
export function halveUnits(units: readonly string[], failsWith: (count: number) => boolean): readonly string[] {
  if (units.length > 1 && failsWith(0)) return units;
  let passes = 0;
  let fails = units.length;
  while (fails - passes > 1) {
    const middle = (passes + fails) >> 1;
    if (failsWith(middle)) fails = middle;
    else passes = middle;
  }
  return units.slice(fails - 1, fails);
}
