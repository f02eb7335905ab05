// oxlint-disable-next-line no-restricted-imports -- the test runs in Node and reads the file as it is
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { measureContrast, parseOklch } from './contrast.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function readTheme(theme: 'dark' | 'light'): Map<string, string> {
  const block = css.split(`:root[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? ''
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(oklch\([^/)]+\))\s*;/gu)].map((match) => [match[1]!, match[2]!]),
  )
}

const surfaces = ['bg', 'bg-1', 'bg-2'] as const

/** A row whose customer waits too long: red, in breach, and open in the conversation beside. */
const redRows = ['red-bg', 'red-bg-2', 'red-bg-open'] as const

/** Text colour and the surfaces it is drawn on; fg-3 is not used on bg-3 nor on tinted rows. */
const textPairs: readonly (readonly [string, readonly string[]])[] = [
  ['fg', [...surfaces, 'bg-3', ...redRows, 'note']],
  ['fg-2', [...surfaces, 'bg-3', 'red-bg', 'note']],
  ['fg-3', surfaces],
  ['red-fg', redRows],
  ['accent', surfaces],
  ['red', surfaces],
  ['ok', surfaces],
  ['warn', surfaces],
  ['on-accent', ['accent']],
  ['on-red', ['red-fill']],
  ['on-avatar', [0, 1, 2, 3, 4, 5, 6].map((accent) => `avatar-${accent}`)],
]

const iconPairs: readonly (readonly [string, readonly string[]])[] = [
  ['fg-3', ['bg-3']],
  ['accent', ['bg-3']],
  ['warn', ['bg-3', ...redRows, 'note']],
  ['red-fill', ['bg', 'bg-1']],
  ['red', [...surfaces]],
]

describe.each(['dark', 'light'] as const)('%s theme', (theme) => {
  const tokens = readTheme(theme)
  const contrastOf = (front: string, back: string): number => {
    const [frontColour, backColour] = [tokens.get(front), tokens.get(back)]
    if (frontColour === undefined || backColour === undefined) throw new Error(`no ${front} or ${back}`)
    return measureContrast(parseOklch(frontColour), parseOklch(backColour))
  }

  it.each(textPairs)('draws text in %s at 4.5:1 or more', (front, backs) => {
    for (const back of backs) {
      expect(contrastOf(front, back), `${front} on ${back}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it.each(iconPairs)('draws icons in %s at 3:1 or more', (front, backs) => {
    for (const back of backs) {
      expect(contrastOf(front, back), `${front} on ${back}`).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('themes', () => {
  it('define the same names', () => {
    expect([...readTheme('light').keys()].toSorted()).toEqual([...readTheme('dark').keys()].toSorted())
    expect(readTheme('dark').size).toBeGreaterThan(20)
  })
})

describe('measureContrast', () => {
  it('knows the ends of the scale', () => {
    const [black, white] = [parseOklch('oklch(0% 0 0)'), parseOklch('oklch(100% 0 0)')]
    expect(measureContrast(black, white)).toBeCloseTo(21, 2)
    expect(measureContrast(white, white)).toBe(1)
  })
})
