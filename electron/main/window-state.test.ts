import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  minimumSize,
  placeWindow,
  readWindowState,
  writeWindowState,
  type WindowState,
} from './window-state.ts'

const laptop = { x: 0, y: 25, width: 1_512, height: 900 }
const left = { x: -2_560, y: 0, width: 2_560, height: 1_400 }
const saved = (x: number, y: number, width = 1_000, height = 700): WindowState => ({
  bounds: { x, y, width, height },
  isMaximized: false,
})

describe('where the window opens', () => {
  it('the first time: in the middle of the first screen', () => {
    expect(placeWindow(undefined, [laptop]).bounds).toEqual({ x: 36, y: 25, width: 1_440, height: 900 })
  })

  it('after that: where it was, on any screen', () => {
    expect(placeWindow(saved(100, 100), [laptop]).bounds).toEqual(saved(100, 100).bounds)
    expect(placeWindow(saved(-2_000, 50), [laptop, left]).bounds).toEqual(saved(-2_000, 50).bounds)
  })

  it('in the middle when its screen is gone', () => {
    expect(placeWindow(saved(-2_000, 50), [laptop]).bounds).toEqual({
      x: 256,
      y: 125,
      width: 1_000,
      height: 700,
    })
  })

  it('no larger than the screen it is on', () => {
    expect(placeWindow(saved(10, 30, 4_000, 4_000), [laptop]).bounds).toMatchObject({
      width: 1_512,
      height: 900,
    })
  })

  it('maximized again when it was', () => {
    expect(placeWindow({ ...saved(0, 30), isMaximized: true }, [laptop]).isMaximized).toBe(true)
  })

  it('reached into by a window that is too large for the screen', () => {
    const right = { x: 800, y: 0, width: 800, height: 600 }
    const { bounds } = placeWindow(saved(0, 0, 880, 600), [right])
    expect(bounds.x + bounds.width).toBeGreaterThanOrEqual(right.x + 80)
  })

  it('can always be reached and used', () => {
    const size = fc.integer({ min: -5_000, max: 5_000 })
    const area = fc.record({
      x: size,
      y: size,
      width: fc.integer({ min: 800, max: 4_000 }),
      height: fc.integer({ min: 600, max: 3_000 }),
    })
    fc.assert(
      fc.property(
        size,
        size,
        size,
        size,
        fc.array(area, { minLength: 1, maxLength: 3 }),
        (x, y, w, h, areas) => {
          const { bounds } = placeWindow(saved(x, y, w, h), areas)
          expect(bounds.width).toBeGreaterThanOrEqual(minimumSize.width)
          expect(bounds.height).toBeGreaterThanOrEqual(minimumSize.height)
          const isOnScreen = areas.some(
            (screen) =>
              bounds.x < screen.x + screen.width &&
              bounds.x + bounds.width > screen.x &&
              bounds.y >= screen.y - 1 &&
              bounds.y < screen.y + screen.height,
          )
          expect(isOnScreen).toBe(true)
        },
      ),
    )
  })
})

describe('the kept state', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchfloor-window-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('is read back', () => {
    const file = join(folder, 'new', 'window.json')
    expect(readWindowState(file)).toBeUndefined()
    writeWindowState(file, saved(1, 2))
    expect(readWindowState(file)).toEqual(saved(1, 2))
  })

  it.each(['', '{', '{"bounds":{}}', '{"bounds":{"x":1e99,"y":0,"width":1,"height":1},"isMaximized":false}'])(
    'is ignored when damaged: %s',
    (text) => {
      const file = join(folder, 'window.json')
      writeFileSync(file, text)
      expect(readWindowState(file)).toBeUndefined()
    },
  )
})
