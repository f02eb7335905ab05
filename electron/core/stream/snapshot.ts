import type { Audience } from '#shared/contract/define-patch.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import {
  kindOf,
  patchKinds,
  type PatchKind,
  type PatchNameWith,
  type PatchOp,
  type PatchValue,
} from '#shared/contract/patches.ts'

type NameOfPut<A extends Audience> = PatchNameWith<{ readonly audience: A; readonly does: 'put' }>

/**
 * What a snapshot for this audience is read from: for each home of the table its value, or the patches that set what
 * it holds now. A home that nobody reads does not compile.
 */
export type SnapshotSources<A extends Audience> = {
  readonly [N in NameOfPut<A> as (typeof patchKinds)[N]['home']]: (typeof patchKinds)[N] extends {
    readonly key: 'single'
  }
    ? () => PatchValue<N>
    : () => Iterable<Extract<PatchOp, { readonly op: N }>>
}

/** What every window shows. Places are given in the order in which a window paints them. */
export type BaseSources = SnapshotSources<'every_window'>

/** What windows hold of one chat that they have open. */
export type OpenChatSources = SnapshotSources<'windows_with_the_chat_open'>

const puts = Object.entries(patchKinds).filter(([, { does }]) => does === 'put')
const homesWithPlaces = new Set<string>(puts.flatMap(([, { placesOf }]) => placesOf ?? []))

/**
 * All that the sources have, in the order of the table. Chats come with their places, so that a window can paint the
 * top of its list from the first part of a long snapshot.
 */
export function* writeSnapshot<A extends Audience>(
  audience: A,
  sources: SnapshotSources<A>,
): Iterable<PatchOp> {
  // The type of the sources says that each home of this audience has one, and of which kind it is.
  const read = sources as unknown as Readonly<Record<string, () => unknown>>
  for (const [op, kind] of puts) {
    if (kind.audience !== audience || homesWithPlaces.has(kind.home)) continue
    const value = read[kind.home]?.()
    if (kind.key === 'single') yield { op, value } as PatchOp
    else if (kind.placesOf === undefined) yield* value as Iterable<PatchOp>
    else yield* placeChats(read[kind.placesOf]?.() as Iterable<PatchOp>, value as Iterable<PatchOp>)
  }
}

/** Each chat right before its first place; chats that stand nowhere come last. */
function* placeChats(chats: Iterable<PatchOp>, places: Iterable<PatchOp>): Iterable<PatchOp> {
  const unplaced = new Map<ChatId, PatchOp>()
  for (const chat of chats) unplaced.set(readChatId(chat), chat)
  for (const place of places) {
    const chatId = readChatId(place)
    const chat = unplaced.get(chatId)
    if (chat !== undefined) yield chat
    unplaced.delete(chatId)
    yield place
  }
  yield* unplaced.values()
}

function readChatId(op: PatchOp): ChatId {
  return (kindOf(op) as Extract<PatchKind, { readonly chatOf: unknown }>).chatOf(op)
}
