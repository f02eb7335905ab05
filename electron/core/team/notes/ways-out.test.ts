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
  'team/log/log-outbox.ts': ['sendMessage'],
  'team/presence/own-presence.ts': ['editMessageText', 'sendMessage'],
}
const carriesWords =
  /'((?:send|resend|forward|edit|post)(?:Message|Chat|Inline|Business|Quick|Story|Bot|Rich)\w*|setChatDraftMessage|setChatDescription|addLocalMessage|addQuickReply\w*|getLinkPreview|translateText)'/gu

test('no words leave by a way that the guard of notes does not watch', () => {
  const found: Record<string, readonly string[]> = {}
  for (const name of readdirSync(core, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
    const source = readFileSync(join(core, name), 'utf8')
    const calls = new Set([...source.matchAll(carriesWords)].map(([, call = '']) => call))
    if (calls.size > 0) found[name.replaceAll('\\', '/')] = [...calls].sort()
  }
  expect(found).toEqual(waysOut)
})
