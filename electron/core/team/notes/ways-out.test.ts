import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const core = join(import.meta.dirname, '../..')

/**
 * Calls of TDLib that carry words, or the news that somebody writes them, into a chat. What is written by hand goes
 * through the guard of notes; the rest writes to the team channel alone.
 */
const waysOut: Readonly<Record<string, readonly string[]>> = {
  'sending/send-request.ts': ['sendMessage'],
  'sending/sending.ts': ['resendMessages'],
  'sending/message-actions.ts': ['editMessageCaption', 'editMessageText', 'sendChatAction'],
  'sending/drafts.ts': ['setChatDraftMessage'],
  'telegram/post-text.ts': ['sendMessage'],
  'team/presence/own-presence.ts': ['editMessageText', 'sendMessage'],
}
/** The same calls as intents of `telegram/`, and who may have them made. */
const intents: Readonly<Record<string, readonly string[]>> = {
  'team/log/log-outbox.ts': ['postText'],
}
const carriesWords =
  /'((?:send|resend|forward|edit|post)(?:Message|Chat|Inline|Business|Quick|Story|Bot|Rich)\w*|setChatDraftMessage|setChatDescription|addLocalMessage|addQuickReply\w*|getLinkPreview|translateText)'/gu

const callsIntent = /(?<!function )\b(postText)\(/gu

function findCalls(pattern: RegExp): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  for (const name of readdirSync(core, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
    const source = readFileSync(join(core, name), 'utf8')
    const calls = new Set([...source.matchAll(pattern)].map(([, call = '']) => call))
    if (calls.size > 0) found[name.replaceAll('\\', '/')] = [...calls].sort()
  }
  return found
}

test('no words leave by a way that the guard of notes does not watch', () => {
  expect(findCalls(carriesWords)).toEqual(waysOut)
  expect(findCalls(callsIntent)).toEqual(intents)
})
