import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import { Slot } from '#shared/lib/slot.ts'
import { countMembers } from '../telegram/requests.ts'
import type { ChatFacts } from './conversation.ts'
import type { ConversationContext } from './conversation-context.ts'
import { readMemberCount, readPresence, readUsername, readWriting } from './conversation-view.ts'
import { GroupMembers } from './group-members.ts'
import type { OpenChat, OpenChats } from './open-chats.ts'

/** What is in the composers. The folder that owns the drafts lies above this one. */
export interface DraftPort {
  read(chatId: number): ConversationView['draft']
}

export interface ConversationFactsOptions extends Pick<
  ConversationContext,
  'client' | 'clock' | 'groups' | 'isStaff' | 'model' | 'people' | 'requests'
> {
  readonly chats: OpenChats
}

/** What the header and the composer of a chat say, as the rest of the core knows it. */
export class ConversationFacts {
  readonly drafts = new Slot<DraftPort>({ read: () => ({ text: '' }) })
  readonly #options: ConversationFactsOptions
  readonly #members: GroupMembers

  constructor(options: ConversationFactsOptions) {
    this.#options = options
    this.#members = new GroupMembers(options.clock)
  }

  read(chatId: number): ChatFacts {
    const { chats, isStaff, model } = this.#options
    const draft = this.drafts.current.read(chatId)
    const writing = this.readWriting(chatId)
    const record = model.findRecord(chatId)
    if (record === undefined) return { writing, draft }
    const memberCount = readMemberCount(record, this.#options) ?? chats.get(chatId)?.memberCount
    const staffCount = this.#members.find(chatId)?.filter((userId) => isStaff(userId)).length
    const presence = readPresence(record, this.#options)
    const username = readUsername(record, this.#options)
    return {
      ...(memberCount === undefined ? {} : { memberCount }),
      ...(staffCount === undefined ? {} : { staffCount }),
      ...(record.onlineCount > 0 ? { onlineCount: record.onlineCount } : {}),
      ...(presence === undefined ? {} : { presence }),
      ...(username === undefined ? {} : { username }),
      writing,
      draft,
    }
  }

  readWriting(chatId: number): ConversationView['writing'] {
    const { model } = this.#options
    const record = model.findRecord(chatId)
    if (record !== undefined) return readWriting(record, this.#options)
    return model.findView(chatId)?.kind === 'channel' ? 'channel_reader' : 'allowed'
  }

  /** Asks Telegram how many members a group has and who they are, and shows the counts as the answers come. */
  async findMembers(chat: OpenChat): Promise<void> {
    const { client, model, requests } = this.#options
    const { conversation } = chat
    const { chatId } = conversation
    const record = model.findRecord(chatId)
    const td = client()
    if (record === undefined || td === undefined) return
    if (record.kind === 'supergroup' || record.kind === 'channel') {
      const counted = await countMembers(td, chatId)
      if (!counted.ok || counted.value === 0) return
      chat.memberCount = counted.value
      conversation.publishView()
    }
    const memberCount = readMemberCount(record, this.#options) ?? chat.memberCount
    const caller = requests.caller('opened_members')
    if (await this.#members.read(caller, chatId, record.kind, memberCount)) conversation.publishView()
  }

  clear(): void {
    this.#members.clear()
  }
}
