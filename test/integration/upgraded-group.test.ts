import { describe, expect, test } from 'vitest'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, plain, type TestWindow } from '../support/test-window.ts'
import { maria, oleg } from './small.ts'
import { useCores } from './use-cores.ts'

const { openSynced, start } = useCores()

const writeAs = (datacenter: DatacenterProcess, from: number, chat: number, text: string) =>
  datacenter.call<{ number: number }>('POST', '/messages', { from, chat, text })

async function upgrade(datacenter: DatacenterProcess, chatId: ChatId): Promise<ChatId> {
  const { chat } = await datacenter.call<{ chat: number }>('POST', '/migrate', {
    chat: chatId,
    user: maria.phone,
  })
  return (-1_000_000_000_000 - chat) as ChatId
}

async function waitForUpgrade(window: TestWindow, from: ChatId, to: ChatId): Promise<ChatView> {
  return window.waitFor(
    () =>
      window.state.upgrades?.some((one) => one.fromChatId === from && one.chatId === to) === true &&
      window.chat(from) === undefined &&
      window.chat(to),
    () => `the upgrade, now ${JSON.stringify(window.state.upgrades)}`,
  )
}

async function loadAll(window: TestWindow, chatId: ChatId): Promise<void> {
  while (window.conversation(chatId)?.hasOlder === true) {
    const before = window.texts(chatId).length
    expectOk(await window.calls['conversation.loadOlder']({ chatId }))
    await window.waitFor(
      () => window.conversation(chatId)?.hasOlder === false || window.texts(chatId).length > before,
      () => `older messages, now ${JSON.stringify(window.conversation(chatId))}`,
    )
    await window.waitForReady(chatId)
  }
}

const longAgo = Array.from({ length: 130 }, (_, index) => `before ${index}`)

describe('a group that became a supergroup', () => {
  test('is one conversation, read back across the upgrade, with jumps, replies and all that acts on a message', async () => {
    const datacenter = await start()
    const core = await openSynced(datacenter)
    const { window } = core
    const { id: from } = await window.waitForChat('Small group')
    for (const text of longAgo) await writeAs(datacenter, oleg.id, from, text)
    const to = await upgrade(datacenter, from)
    await waitForUpgrade(window, from, to)
    await writeAs(datacenter, oleg.id, to, 'after the upgrade')
    await window.waitFor(
      () => window.chat(to)?.lastMessage?.preview.kind === 'text',
      () => 'the message in the supergroup',
    )
    // What is not read begins in the group, so the conversation is opened there.
    await window.open(to)
    expect(window.conversation(to)?.anchor?.reason).toBe('first_unread')
    expectOk(await window.calls['conversation.jumpToEnd']({ chatId: to }))
    await window.waitForMessage(to, 'after the upgrade')
    await loadAll(window, to)
    const all = ['Lunch?', ...longAgo, '[service]', 'after the upgrade']
    expect(window.texts(to).slice(-all.length)).toEqual(all)
    expect(window.messages(to).every(({ chatId }) => chatId === to)).toBe(true)

    // A place deep in the group, from a search or a link, and from there on to the end.
    const deep = window
      .messages(to)
      .find((message) => message.content.kind === 'text' && message.content.text.text === 'before 10')
    const deepId = deep?.id ?? (0 as MessageId)
    expect(deepId).toBeLessThan(0)
    const fresh = await core.openWindow()
    expectOk(await window.calls['conversation.close']({ chatId: to }))
    await fresh.open(to, deepId)
    expect(fresh.conversation(to)?.anchor).toEqual({ messageId: deepId, reason: 'jump' })
    expect(fresh.texts(to)).toContain('before 10')
    while (fresh.conversation(to)?.hasNewer === true) {
      const before = fresh.texts(to).length
      expectOk(await fresh.calls['conversation.loadNewer']({ chatId: to }))
      await fresh.waitFor(
        () => fresh.conversation(to)?.hasNewer === false || fresh.texts(to).length > before,
        () => 'newer messages',
      )
      await fresh.waitForReady(to)
    }
    expect(fresh.texts(to).slice(-3)).toEqual(['before 129', '[service]', 'after the upgrade'])

    // An answer to a message from before the upgrade is written in the supergroup, and leads back to it.
    const abilities = expectOk(await fresh.calls['messages.getAbilities']({ chatId: to, messageId: deepId }))
    expect(abilities.canReply).toBe(true)
    expectOk(
      await fresh.calls['messages.send']({
        sendId: crypto.randomUUID(),
        chatId: to,
        text: plain('about that'),
        replyToMessageId: deepId,
      }),
    )
    const answer = await fresh.waitForMessage(to, 'about that')
    expect(answer.replyTo).toMatchObject({
      messageId: deepId,
      preview: { kind: 'text', text: 'before 10' },
    })
    expect(answer.replyTo).not.toHaveProperty('chatId')
    expectOk(await fresh.calls['conversation.jumpTo']({ chatId: to, messageId: deepId }))

    // What happens to an old message is seen.
    await datacenter.call('PATCH', `/chats/${from}/messages/12`, { text: 'before 10, mended' })
    await fresh.waitForMessage(to, 'before 10, mended')
    expectOk(await fresh.calls['messages.view']({ chatId: to, messageIds: [deepId, answer.id] }))
  })

  test('is left by what was typed in it: in this run, and when the console was off', async () => {
    const datacenter = await start()
    const first = await openSynced(datacenter)
    const { id: from } = await first.window.waitForChat('Small group')
    await first.window.open(from)
    const lunch = await first.window.waitForMessage(from, 'Lunch?')
    expectOk(
      await first.window.calls['conversation.setDraft']({
        chatId: from,
        text: 'half a sent',
        replyToMessageId: lunch.id,
      }),
    )
    await first.close()
    const to = await upgrade(datacenter, from)
    const { window, ...second } = await openSynced(datacenter, first.profileFolder)
    await waitForUpgrade(window, from, to)
    const view = await window.open(to)
    const reply = view.draft.replyToMessageId
    expect(view.draft.text).toBe('half a sent')
    expect(window.chat(to)?.draftPreview).toBe('half a sent')
    expect(window.messages(to).find(({ id }) => id === reply)?.content).toMatchObject({
      text: { text: 'Lunch?' },
    })
    // A window that has not heard of it yet saves and sends under the old id.
    expectOk(await window.calls['conversation.setDraft']({ chatId: from, text: 'a whole sentence' }))
    expect(window.chat(from)).toBeUndefined()
    expectOk(
      await window.calls['messages.send']({
        sendId: crypto.randomUUID(),
        chatId: from,
        text: plain('a whole sentence'),
        replyToMessageId: lunch.id,
      }),
    )
    await window.waitForMessage(to, 'a whole sentence')
    await window.waitFor(
      () => window.conversation(to)?.draft.text === '',
      () => 'an empty composer',
    )
    await second.close()
    const { window: later } = await openSynced(datacenter, first.profileFolder)
    expect(later.chat(from)).toBeUndefined()
    expect((await later.open(to)).draft).toEqual({ text: '' })
  })

  test('gives back a text that it did not take, to be sent in the supergroup', async () => {
    const datacenter = await start()
    const { window } = await openSynced(datacenter)
    const { id: from } = await window.waitForChat('Small group')
    await window.open(from)
    const lunch = await window.waitForMessage(from, 'Lunch?')
    const refusal = { method: 'messages.sendMessage', code: 400, message: 'CHAT_ID_INVALID', times: 1 }
    await datacenter.call('POST', '/faults', { kind: 'refuse', ...refusal })
    expectOk(
      await window.calls['messages.send']({
        sendId: crypto.randomUUID(),
        chatId: from,
        text: plain('too late'),
        replyToMessageId: lunch.id,
      }),
    )
    await window.waitForMessage(from, 'too late', 'failed')
    const to = await upgrade(datacenter, from)
    await waitForUpgrade(window, from, to)
    await window.open(to)
    const failed = await window.waitForMessage(to, 'too late', 'failed')
    expect(failed.failure).toMatchObject({ code: 'interrupted', canRetry: true })
    expectOk(await window.calls['messages.retry']({ chatId: to, messageId: failed.id }))
    const sent = await window.waitForMessage(to, 'too late', 'sent')
    expect(sent.replyTo?.preview).toEqual({ kind: 'text', text: 'Lunch?' })
    await window.waitFor(
      () => window.texts(to).filter((text) => text === 'too late').length === 1,
      () => `the text once, now ${JSON.stringify(window.texts(to))}`,
    )
  })
})
