import type { ServiceEvent } from '#shared/contract/entities/message.ts'
import type * as Td from 'tdlib-types'
import { asMessageId } from './ids.ts'

/** The name of a user or chat. */
export type NameOf = (senderId: Td.MessageSender) => string

const userNamed = (nameOf: NameOf, userId: number): string =>
  nameOf({ _: 'messageSenderUser', user_id: userId })

/** The event that a service message reports. Content without a text of its own becomes `other` with TDLib's name. */
export function mapService(message: Td.message, nameOf: NameOf): ServiceEvent {
  const { content } = message
  switch (content._) {
    case 'messageChatAddMembers': {
      // TDLib reports a person who joins on their own as added by that person.
      const { sender_id: sender } = message
      const [only] = content.member_user_ids
      if (
        content.member_user_ids.length === 1 &&
        sender._ === 'messageSenderUser' &&
        sender.user_id === only
      ) {
        return { kind: 'joined_by_link' }
      }
      return { kind: 'members_added', names: content.member_user_ids.map((id) => userNamed(nameOf, id)) }
    }
    case 'messageChatJoinByLink':
      return { kind: 'joined_by_link' }
    case 'messageChatJoinByRequest':
      return { kind: 'joined_by_request' }
    case 'messageChatDeleteMember':
      return {
        kind: 'member_left',
        name: userNamed(nameOf, content.user_id),
        isSender:
          message.sender_id._ === 'messageSenderUser' && message.sender_id.user_id === content.user_id,
      }
    case 'messageBasicGroupChatCreate':
    case 'messageSupergroupChatCreate':
      return { kind: 'group_created', title: content.title }
    case 'messageChatChangeTitle':
      return { kind: 'title_changed', title: content.title }
    case 'messageForumTopicCreated':
      return { kind: 'topic_created', title: content.name }
    case 'messageForumTopicEdited':
      return { kind: 'topic_renamed', title: content.name }
    case 'messageChatChangePhoto':
      return { kind: 'photo_changed' }
    case 'messageChatDeletePhoto':
      return { kind: 'photo_deleted' }
    case 'messageChatUpgradeTo':
      return { kind: 'upgraded_to_supergroup' }
    case 'messageChatUpgradeFrom':
      return { kind: 'upgraded_from_group' }
    case 'messageScreenshotTaken':
      return { kind: 'screenshot_taken' }
    case 'messageContactRegistered':
      return { kind: 'contact_registered' }
    case 'messagePinMessage':
      return content.message_id === 0
        ? { kind: 'message_pinned', preview: '' }
        : { kind: 'message_pinned', messageId: asMessageId(content.message_id), preview: '' }
    case 'messageChatSetMessageAutoDeleteTime':
      return { kind: 'auto_delete_changed', seconds: content.message_auto_delete_time }
    case 'messageVideoChatStarted':
      return { kind: 'video_chat_started' }
    case 'messageVideoChatScheduled':
      return { kind: 'video_chat_scheduled' }
    case 'messageVideoChatEnded':
      return { kind: 'video_chat_ended', seconds: content.duration }
    case 'messageChatSetTheme':
      return { kind: 'theme_changed', name: content.theme?._ === 'chatThemeEmoji' ? content.theme.name : '' }
    default:
      return { kind: 'other', type: content._ }
  }
}
