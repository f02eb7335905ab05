import type { MethodTable, TlObject, TlValue } from '../rpc.ts'
import { describePeer } from '../world/describe-message.ts'
import type { World } from '../world/world.ts'
import { asList, asObject, resolveChat } from './peers.ts'

const emptyChats: TlObject = { _: 'messages.chats', chats: [] }
const emptyReactions: TlObject = { _: 'messages.reactions', hash: 0n, reactions: [] }
const emptyStickers: TlObject = { _: 'messages.allStickers', hash: 0n, sets: [] }
const emptyFeatured: TlObject = { _: 'messages.featuredStickers', hash: 0n, count: 0, sets: [], unread: [] }
const emptyStatuses: TlObject = { _: 'account.emojiStatuses', hash: 0n, statuses: [] }
const emptyEmoji: TlObject = { _: 'emojiList', hash: 0n, document_id: [] }
const emptyThemes: TlObject = { _: 'account.themes', hash: 0n, themes: [] }
const emptyGroups: TlObject = { _: 'messages.emojiGroups', hash: 0, groups: [] }

/** Questions about features that nobody uses here, answered with "none", so that TDLib does not ask again and again. */
const answers: Readonly<Record<string, TlValue>> = {
  'account.getChatThemes': emptyThemes,
  'account.getThemes': emptyThemes,
  'account.getContentSettings': { _: 'account.contentSettings' },
  'account.getReactionsNotifySettings': {
    _: 'reactionsNotifySettings',
    sound: { _: 'notificationSoundDefault' },
    show_previews: true,
  },
  'account.getGlobalPrivacySettings': { _: 'globalPrivacySettings' },
  'account.getContactSignUpNotification': false,
  'account.getDefaultEmojiStatuses': emptyStatuses,
  'account.getRecentEmojiStatuses': emptyStatuses,
  'account.getChannelDefaultEmojiStatuses': emptyStatuses,
  'account.getCollectibleEmojiStatuses': emptyStatuses,
  'account.getDefaultProfilePhotoEmojis': emptyEmoji,
  'account.getDefaultGroupPhotoEmojis': emptyEmoji,
  'account.getDefaultBackgroundEmojis': emptyEmoji,
  'account.getChannelRestrictedStatusEmojis': emptyEmoji,
  'account.getSavedRingtones': { _: 'account.savedRingtones', hash: 0n, ringtones: [] },
  'account.getSavedMusicIds': { _: 'account.savedMusicIds', ids: [] },
  'account.getUniqueGiftChatThemes': { _: 'account.chatThemes', hash: 0n, themes: [], chats: [], users: [] },
  'account.getAccountTTL': { _: 'accountDaysTTL', days: 365 },
  'account.getPrivacy': {
    _: 'account.privacyRules',
    rules: [{ _: 'privacyValueAllowAll' }],
    chats: [],
    users: [],
  },
  'account.getConnectedBots': { _: 'account.connectedBots', connected_bots: [], users: [] },
  'channels.getInactiveChannels': { _: 'messages.inactiveChats', dates: [], chats: [], users: [] },
  'channels.getAdminedPublicChannels': emptyChats,
  'channels.getGroupsForDiscussion': emptyChats,
  'messages.getAvailableEffects': { _: 'messages.availableEffects', hash: 0, effects: [], documents: [] },
  'messages.getTopReactions': emptyReactions,
  'messages.getRecentReactions': emptyReactions,
  'messages.getDefaultTagReactions': emptyReactions,
  'messages.getSavedReactionTags': { _: 'messages.savedReactionTags', hash: 0n, tags: [] },
  'messages.getAttachMenuBots': { _: 'attachMenuBots', hash: 0n, bots: [], users: [] },
  'messages.getAllStickers': emptyStickers,
  'messages.getMaskStickers': emptyStickers,
  'messages.getEmojiStickers': emptyStickers,
  'messages.getFeaturedStickers': emptyFeatured,
  'messages.getFeaturedEmojiStickers': emptyFeatured,
  'messages.getRecentStickers': {
    _: 'messages.recentStickers',
    hash: 0n,
    packs: [],
    stickers: [],
    dates: [],
  },
  'messages.getFavedStickers': { _: 'messages.favedStickers', hash: 0n, packs: [], stickers: [] },
  'messages.getSavedGifs': { _: 'messages.savedGifs', hash: 0n, gifs: [] },
  'messages.getStickers': { _: 'messages.stickers', hash: 0n, stickers: [] },
  'messages.getCustomEmojiDocuments': [],
  'messages.getEmojiKeywordsLanguages': [],
  'messages.getEmojiGroups': emptyGroups,
  'messages.getEmojiStatusGroups': emptyGroups,
  'messages.getEmojiProfilePhotoGroups': emptyGroups,
  'messages.getEmojiStickerGroups': emptyGroups,
  'messages.getQuickReplies': {
    _: 'messages.quickReplies',
    quick_replies: [],
    messages: [],
    chats: [],
    users: [],
  },
  'messages.getSponsoredMessages': { _: 'messages.sponsoredMessagesEmpty' },
  'messages.getSavedDialogs': { _: 'messages.savedDialogs', dialogs: [], messages: [], chats: [], users: [] },
  'messages.getPinnedSavedDialogs': {
    _: 'messages.savedDialogs',
    dialogs: [],
    messages: [],
    chats: [],
    users: [],
  },
  'messages.getDefaultHistoryTTL': { _: 'defaultHistoryTTL', period: 0 },
  'messages.getWebPagePreview': {
    _: 'messages.webPagePreview',
    media: { _: 'messageMediaEmpty' },
    chats: [],
    users: [],
  },
  'stories.getAllStories': {
    _: 'stories.allStories',
    count: 0,
    state: '',
    peer_stories: [],
    chats: [],
    users: [],
    stealth_mode: { _: 'storiesStealthMode' },
  },
  'stories.getPinnedStories': { _: 'stories.stories', count: 0, stories: [], chats: [], users: [] },
  'stories.getChatsToSend': emptyChats,
  'stories.getAlbums': { _: 'stories.albums', hash: 0n, albums: [] },
}

export function createQuietMethods(world: World): MethodTable {
  const methods: Record<string, MethodTable[string]> = {}
  for (const [name, answer] of Object.entries(answers)) methods[name] = () => answer
  return {
    ...methods,
    'messages.getStickerSet': (_context, parameters): TlObject =>
      describeStickerSet(asObject(parameters['stickerset'])),
    'messages.getEmojiKeywords': (_context, parameters): TlObject => describeKeywords(parameters),
    'messages.getEmojiKeywordsDifference': (_context, parameters): TlObject => describeKeywords(parameters),
    'stories.getAllReadPeerStories': (): TlObject => describeNoUpdates(world),
    'stories.getPeerMaxIDs': (_context, parameters) =>
      asList(parameters['id']).map(() => ({ _: 'recentStory' })),
    'stories.getPeerStories': ({ userId }, parameters): TlObject => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      return {
        _: 'stories.peerStories',
        stories: { _: 'peerStories', peer: describePeer(chat, userId), stories: [] },
        chats: [],
        users: [],
      }
    },
  }
}

/** TDLib keeps asking for its special sets until it gets one: each is there, and empty. */
function describeStickerSet(input: TlObject): TlObject {
  const { _: kind, short_name: shortName, id, emoticon } = input
  const name =
    typeof shortName === 'string' ? shortName : `${kind}${typeof emoticon === 'string' ? emoticon : ''}`
  const setId = typeof id === 'bigint' ? id : hashName(name)
  return {
    _: 'messages.stickerSet',
    set: {
      _: 'stickerSet',
      official: true,
      emojis: kind.includes('Emoji'),
      id: setId,
      access_hash: setId,
      title: kind.replace('inputStickerSet', ''),
      short_name: name.replaceAll(/[^A-Za-z0-9]/gu, '_'),
      count: 0,
      hash: 1,
    },
    packs: [],
    keywords: [],
    documents: [],
  }
}

function hashName(name: string): bigint {
  let hash = 1_469_598_103n
  for (const character of name)
    hash = (hash * 1_099_511n + BigInt(character.codePointAt(0) ?? 0)) % 4_611_686_018_427n
  return hash + 1n
}

function describeKeywords(parameters: TlObject): TlObject {
  return {
    _: 'emojiKeywordsDifference',
    lang_code: parameters['lang_code'] ?? 'en',
    from_version: 0,
    version: 1,
    keywords: [],
  }
}

function describeNoUpdates(world: World): TlObject {
  return { _: 'updates', updates: [], users: [], chats: [], date: world.now(), seq: 0 }
}
