import type { UserId } from '#shared/contract/entities/ids.ts'

/** Styles that stand between two equal marks; the last has no mark in Telegram's own apps, where only a key sets it. */
export const pairedMarks = [
  { kind: 'bold', mark: '**' },
  { kind: 'italic', mark: '__' },
  { kind: 'strikethrough', mark: '~~' },
  { kind: 'spoiler', mark: '||' },
  { kind: 'underline', mark: '^^' },
] as const

export type PairedKind = (typeof pairedMarks)[number]['kind']

export const codeMark = '`'
export const preMark = '```'

/** A styled part of the source, and the marks around it, which do not become text. */
export interface MarkedSpan {
  /** Where the styled text is. */
  readonly start: number
  readonly end: number
  readonly removed: readonly { readonly start: number; readonly end: number }[]
  readonly style: SpanStyle
  /** Nothing inside is a mark. */
  readonly isOpaque: boolean
}

export type SpanStyle =
  | { readonly kind: PairedKind | 'code' }
  | { readonly kind: 'pre'; readonly language?: string }
  | { readonly kind: 'text_url'; readonly url: string }
  | { readonly kind: 'mention_name'; readonly userId: UserId }
