import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { parseOutside } from '#shared/lib/parse-outside.ts'

/** Device-independent pixels of the whole desktop. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const WindowState = v.object({
  bounds: v.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  isMaximized: v.boolean(),
})
export type WindowState = v.InferOutput<typeof WindowState>

export const minimumSize = { width: 720, height: 480 } as const
const firstSize = { width: 1_440, height: 900 } as const
/** At least this much of a window must be on a screen, so that it can be found and dragged. */
const visiblePixels = 80

/**
 * Where the window opens: as it was, unless that is off every screen by now (another desk, a screen less);
 * then in the middle of the first screen, no larger than it. `workAreas` has the primary screen first.
 */
export function placeWindow(saved: WindowState | undefined, workAreas: readonly Bounds[]): WindowState {
  const [primary] = workAreas
  if (primary === undefined) {
    return saved ?? { bounds: { x: 0, y: 0, ...firstSize }, isMaximized: false }
  }
  const wanted = saved?.bounds
  const screen = wanted === undefined ? undefined : workAreas.find((area) => isReachable(wanted, area))
  const area = screen ?? primary
  const { width: wantedWidth, height: wantedHeight } = wanted ?? firstSize
  const width = clamp(wantedWidth, Math.min(minimumSize.width, area.width), area.width)
  const height = clamp(wantedHeight, Math.min(minimumSize.height, area.height), area.height)
  const bounds =
    screen === undefined || wanted === undefined
      ? {
          x: area.x + Math.floor((area.width - width) / 2),
          y: area.y + Math.floor((area.height - height) / 2),
          width,
          height,
        }
      : {
          // The window that was made smaller may have left the screen into which it reached.
          x: clamp(wanted.x, area.x - width + visiblePixels, area.x + area.width - visiblePixels),
          y: wanted.y,
          width,
          height,
        }
  return { bounds, isMaximized: saved?.isMaximized ?? false }
}

/** Whether enough of the window's upper edge, where it is dragged, is on the screen. */
function isReachable(bounds: Bounds, area: Bounds): boolean {
  const left = Math.max(bounds.x, area.x)
  const right = Math.min(bounds.x + bounds.width, area.x + area.width)
  return (
    right - left >= Math.min(visiblePixels, bounds.width) &&
    right > left &&
    bounds.y >= area.y - 1 &&
    bounds.y <= area.y + area.height - visiblePixels / 2
  )
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

/** The state of the last run; undefined at the first one and for a file that cannot be read as one. */
export function readWindowState(file: string): WindowState | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
  const parsed = parseOutside(v.pipe(v.string(), v.parseJson(), WindowState), text)
  return parsed.success ? parsed.output : undefined
}

export function writeWindowState(file: string, state: WindowState): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.tmp`, JSON.stringify(state))
  renameSync(`${file}.tmp`, file)
}
