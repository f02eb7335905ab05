import type { Seed } from './seed.ts'

/** Monday, 2 November 2026, 09:00 UTC, in unix seconds: when the small world's history begins. */
export const smallSeedDate = 1_793_610_000

export const anna = 101
export const boris = 102
export const clara = 103
export const helperBot = 104

export const supportChat = 2001
export const familyChat = 2002
export const privateChat = 2003
export const newsChannel = 2004
export const slowChat = 2005

/** A world small enough to be read in a test: two accounts, a customer, a bot, and one chat of every kind. */
export function createSmallSeed(date: number = smallSeedDate): Seed {
  const said = (chatId: number, fromId: number, minutes: number, text: string) => ({
    chatId,
    fromId,
    date: date + minutes * 60,
    text,
  })
  return {
    name: 'small',
    people: [
      {
        id: anna,
        firstName: 'Anna',
        lastName: 'Duty',
        username: 'anna_duty',
        phone: '79990000101',
        code: '11111',
      },
      { id: boris, firstName: 'Boris', username: 'boris_duty', phone: '79990000102', code: '22222' },
      { id: clara, firstName: 'Clara', lastName: 'Customer', lastSeen: date },
      { id: helperBot, firstName: 'Helper', username: 'helper_bot', isBot: true },
    ],
    chats: [
      {
        id: supportChat,
        kind: 'supergroup',
        title: 'Support of Clara',
        date,
        members: [
          { userId: anna, role: 'creator' },
          { userId: boris, role: 'administrator' },
          { userId: clara },
          { userId: helperBot },
        ],
      },
      {
        id: familyChat,
        kind: 'basicGroup',
        title: 'Small group',
        date,
        members: [{ userId: anna, role: 'creator' }, { userId: boris }, { userId: clara }],
      },
      { id: privateChat, kind: 'private', title: '', date, members: [{ userId: anna }, { userId: boris }] },
      {
        id: newsChannel,
        kind: 'channel',
        title: 'News',
        date,
        members: [{ userId: anna, role: 'creator' }, { userId: boris }],
      },
      {
        id: slowChat,
        kind: 'supergroup',
        title: 'Slow group',
        date,
        slowModeSeconds: 60,
        members: [
          { userId: anna, role: 'creator' },
          { userId: boris },
          { userId: clara, role: 'restricted' },
        ],
      },
    ],
    messages: [
      { ...said(supportChat, anna, 0, ''), service: { kind: 'channelCreate', title: 'Support of Clara' } },
      {
        ...said(familyChat, anna, 1, ''),
        service: { kind: 'chatCreate', title: 'Small group', userIds: [anna, boris, clara] },
      },
      { ...said(newsChannel, anna, 2, ''), service: { kind: 'channelCreate', title: 'News' } },
      { ...said(slowChat, anna, 3, ''), service: { kind: 'channelCreate', title: 'Slow group' } },
      said(supportChat, clara, 4, 'The site is down, see https://example.org/status'),
      said(supportChat, clara, 5, '@anna_duty are you there?'),
      said(privateChat, boris, 6, 'Are you on duty today?'),
      said(familyChat, clara, 7, 'Lunch?'),
      said(newsChannel, anna, 8, 'First post'),
    ],
    views: [
      { userId: anna, chatId: supportChat, readMessages: 1, pinOrder: 0 },
      { userId: anna, chatId: familyChat, readMessages: 1, isArchived: true },
      { userId: boris, chatId: supportChat, draft: { text: 'I will look', date: date + 600 } },
    ],
    contacts: [[anna, boris]],
    folders: [{ userId: anna, id: 2, title: 'Customers', chatIds: [supportChat] }],
  }
}
