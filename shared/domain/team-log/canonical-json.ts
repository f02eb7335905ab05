/**
 * JSON in which equal values give equal texts: names are sorted, and undefined is left out. Maps are not supported.
 * For values of bounded depth.
 */
export function writeCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => writeCanonicalJson(one ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${writeCanonicalJson(one)}`)
  return `{${fields.join(',')}}`
}
