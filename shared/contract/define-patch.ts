import * as v from 'valibot'
import type { ListId } from './entities/chat.ts'
import type { ChatId, MessageId } from './entities/ids.ts'

/** Who gets a patch: every window, or those that have its chat open. */
export type Audience = 'every_window' | 'windows_with_the_chat_open'

/**
 * Which part of a patch may leave for windows.
 *
 * - `everybody`: all of it, because nothing in it is about a chat.
 * - `its_chat`: all of it where its chat is visible, nothing where the chat is hidden.
 * - `its_chat_reworded`: likewise, and words in it may have to be masked.
 * - `item_by_item`: a list over chats; each item is kept or cut by its own chat.
 */
export type Visibility = 'everybody' | 'its_chat' | 'its_chat_reworded' | 'item_by_item'

/**
 * When a patch leaves: in the tick of its change, with the next frame, or at the slower pace of changes that only
 * affect rows of lists.
 */
export type Pace = 'at_once' | 'next_frame' | 'with_lists'

/**
 * Where a window keeps what patches bring, and what tells one entity there from another. Two patches for the same
 * entity of the same home are one: the last counts.
 */
export interface Home<
  Name extends string = string,
  Key extends string = string,
  A extends Audience = Audience,
> {
  readonly home: Name
  /**
   * What identifies an entity: nothing for a single value, else the chat, the list and chat, or the chat and
   * message.
   */
  readonly key: Key
  readonly audience: A
  readonly pace: Pace
  /** The value is cleared together with the messages of its chat. */
  readonly isClearedWithMessages: boolean
  /** The home of the entities that stand at the places of this one; undefined for everything but places. */
  readonly placesOf: string | undefined
}

/** One value per chat. */
export function perChat<const Name extends string, const A extends Audience>(
  home: Name,
  audience: A,
  pace: Pace,
  options: { readonly isClearedWithMessages?: boolean } = {},
): Home<Name, 'chat', A> {
  const { isClearedWithMessages = false } = options
  return { home, key: 'chat', audience, pace, isClearedWithMessages, placesOf: undefined }
}

/** One place per list and chat, for every window. `of`: the chats that stand at the places. */
export function perPlace<const Name extends string>(
  home: Name,
  of: Home<string, 'chat', 'every_window'>,
  pace: Pace,
): Home<Name, 'place', 'every_window'> {
  const audience = 'every_window'
  return { home, key: 'place', audience, pace, isClearedWithMessages: false, placesOf: of.home }
}

/** One message per chat and id, for windows that have the chat open. */
export function perMessage<const Name extends string>(
  home: Name,
  pace: Pace,
): Home<Name, 'message', 'windows_with_the_chat_open'> {
  const audience = 'windows_with_the_chat_open'
  return { home, key: 'message', audience, pace, isClearedWithMessages: true, placesOf: undefined }
}

type Fields = v.ObjectEntries
type ValueFields = Fields & { readonly value: v.GenericSchema }
export type FieldValues<F extends Fields> = v.InferOutput<v.ObjectSchema<F, undefined>>

/** How to read the entity's key from a patch. Functions of the table are given patches of their own kind only. */
interface Names<Op> {
  readonly chat: { readonly chatOf: (op: Op) => ChatId }
  readonly place: { readonly chatOf: (op: Op) => ChatId; readonly listOf: (op: Op) => ListId }
  readonly message: { readonly chatOf: (op: Op) => ChatId; readonly messageOf: (op: Op) => MessageId }
}
type Key = keyof Names<object>

/** An entry of the table. */
type Kind<H extends Home, F extends Fields, Does extends string, V extends Visibility> = H & {
  readonly fields: F
  readonly does: Does
  readonly visibility: V
}

export interface OfChat {
  readonly chatId: ChatId
}

/** One value for the whole window, with nothing about a chat in it. */
export function single<const Name extends string, S extends v.GenericSchema>(
  home: Name,
  pace: Pace,
  value: S,
): Kind<SingleHome<Name>, { readonly value: S }, 'put', 'everybody'> {
  const fields = { value }
  return makeKind({ ...singleHome(home, pace), does: 'put', fields, visibility: 'everybody' }) as ReturnType<
    typeof single<Name, S>
  >
}

/** One list over chats for the whole window. Of items about hidden chats, only those that are for everybody stay. */
export function singleList<const Name extends string, S extends v.GenericSchema<unknown, OfChat>>(
  home: Name,
  pace: Pace,
  item: S,
  isForEverybody: (item: v.InferOutput<S>) => boolean = () => false,
): Kind<SingleHome<Name>, { readonly value: v.ArraySchema<S, undefined> }, 'put', 'item_by_item'> & {
  readonly isForEverybody: (item: OfChat) => boolean
} {
  const fields = { value: v.array(item) }
  return makeKind({
    ...singleHome(home, pace),
    does: 'put',
    fields,
    visibility: 'item_by_item',
    isForEverybody,
  }) as ReturnType<typeof singleList<Name, S>>
}

/** The patch sets an entity, or a new value of it, from the field `value`. */
export function put<
  H extends Home<string, Key>,
  F extends ValueFields,
  const V extends 'its_chat' | 'its_chat_reworded',
>(
  home: H,
  shape: { readonly fields: F; readonly visibility: V } & Names<FieldValues<F>>[H['key']],
): Kind<H, F, 'put', V> & Names<object>[H['key']] {
  return makeKind({ ...home, does: 'put', ...shape }) as ReturnType<typeof put<H, F, V>>
}

/** The patch removes an entity. */
export function remove<H extends Home<string, Key>, F extends Fields>(
  home: H,
  shape: { readonly fields: F } & Names<FieldValues<F>>[H['key']],
): Kind<H, F, 'remove', 'its_chat'> & Names<object>[H['key']] {
  return makeKind({ ...home, does: 'remove', visibility: 'its_chat', ...shape }) as ReturnType<
    typeof remove<H, F>
  >
}

/** The patch removes all messages of a chat, and everything that is cleared with them. */
export function clear<H extends Home<string, 'message'>, F extends Fields>(
  home: H,
  shape: { readonly fields: F } & Names<FieldValues<F>>['chat'],
): Kind<H, F, 'clear', 'its_chat'> & Names<object>['chat'] {
  return makeKind({ ...home, does: 'clear', visibility: 'its_chat', ...shape }) as ReturnType<
    typeof clear<H, F>
  >
}

type SingleHome<Name extends string> = Home<Name, 'single', 'every_window'>

function singleHome<Name extends string>(home: Name, pace: Pace): SingleHome<Name> {
  const audience = 'every_window'
  return { home, key: 'single', audience, pace, isClearedWithMessages: false, placesOf: undefined }
}

interface Parts extends Home {
  readonly does: string
  readonly visibility: Visibility
  readonly fields: Fields
  readonly isForEverybody?: unknown
  readonly chatOf?: unknown
  readonly listOf?: unknown
  readonly messageOf?: unknown
}

/** All kinds are objects of the same shape, because they are looked up for every patch. */
function makeKind(parts: Parts): object {
  const { home, key, audience, pace, isClearedWithMessages, placesOf } = parts
  const { does, visibility, fields, isForEverybody, chatOf, listOf, messageOf } = parts
  return {
    home,
    key,
    audience,
    pace,
    isClearedWithMessages,
    placesOf,
    does,
    visibility,
    fields,
    isForEverybody,
    chatOf,
    listOf,
    messageOf,
  }
}
