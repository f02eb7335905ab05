/** Linear-light sRGB, each channel 0–1. */
export type LinearRgb = readonly [red: number, green: number, blue: number]

/** Reads `oklch(L% C H)` as CSS writes it; colours outside of sRGB are clipped, as a screen does. */
export function parseOklch(css: string): LinearRgb {
  const match = /^oklch\(\s*([\d.]+)%\s+([\d.]+)\s+([\d.]+)\s*\)$/u.exec(css.trim())
  if (match === null) throw new Error(`not an oklch colour: ${css}`)
  const [lightness, chroma, hue] = [Number(match[1]) / 100, Number(match[2]), Number(match[3])]
  const angle = (hue * Math.PI) / 180
  return convertOklab(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle))
}

function convertOklab(lightness: number, a: number, b: number): LinearRgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function clip(channel: number): number {
  return Math.min(Math.max(channel, 0), 1)
}

/** WCAG contrast of two colours, 1–21. */
export function measureContrast(one: LinearRgb, other: LinearRgb): number {
  const [darker, lighter] = [measureLuminance(one), measureLuminance(other)].toSorted((x, y) => x - y) as [
    number,
    number,
  ]
  return (lighter + 0.05) / (darker + 0.05)
}

function measureLuminance([red, green, blue]: LinearRgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
