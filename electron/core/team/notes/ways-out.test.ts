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
  'telegram/message-requests.ts': ['editMessageText', 'sendMessage'],
}
/** Who asks `telegram/` for them, by its functions that make such a call. */
const askers: Readonly<Record<string, readonly string[]>> = {
  editText: ['team/presence/own-presence.ts'],
  sendSilently: ['team/presence/own-presence.ts'],
}
const carriesWords =
  /'((?:send|resend|forward|edit|post)(?:Message|Chat|Inline|Business|Quick|Story|Bot|Rich)\w*|setChatDraftMessage|setChatDescription|addLocalMessage|addQuickReply\w*|getLinkPreview|translateText)'/gu

const sources = new Map<string, string>()
for (const name of readdirSync(core, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
  sources.set(name.replaceAll('\\', '/'), readFileSync(join(core, name), 'utf8'))
}
const findCalls = (source: string): readonly string[] => [
  ...new Set([...source.matchAll(carriesWords)].map(([, call = '']) => call)),
]

test('no words leave by a way that the guard of notes does not watch', () => {
  const found: Record<string, readonly string[]> = {}
  for (const [name, source] of sources) {
    const calls = findCalls(source)
    if (calls.length > 0) found[name] = [...calls].sort()
  }
  expect(found).toEqual(waysOut)
})

test('nobody else asks for such a way', () => {
  const found: Record<string, readonly string[]> = {}
  for (const [home, source] of sources) {
    if (!home.startsWith('telegram/')) continue
    // One function after another, each with what stands before the next one.
    for (const part of source.split(/^export /mu).slice(1)) {
      const name = /^(?:async )?function (\w+)/u.exec(part)?.[1]
      if (name === undefined || findCalls(part).length === 0) continue
      const isNamed = new RegExp(`\\b${name}\\b`, 'u')
      found[name] = [...sources]
        .flatMap(([other, text]) => (other !== home && isNamed.test(text) ? [other] : []))
        .sort()
    }
  }
  expect(found).toEqual(askers)
})
