import { drawsNothing } from '#shared/lib/visible-text.ts'

/**
 * The name that Telegram gives, or what stands for it: a name that is empty or draws nothing would leave a row, a
 * sender or a notification without anybody. The stand-in is the id, because it needs no language and can be searched.
 */
export function readName(name: string, id: number): string {
  return drawsNothing(name) ? `id ${id}` : name
}

/** Part of a name; empty when a reader would see nothing. */
export function readNamePart(part: string): string {
  return drawsNothing(part) ? '' : part
}
