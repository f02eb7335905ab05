import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const core = join(import.meta.dirname, '../..')

/**
 * Calls of TDLib that carry words, or the news that somebody writes them, into a chat. What is written by hand goes
 * through `outgoing.ts`; the rest writes to the team channel alone.
 */
const waysOut: Readonly<Record<string, readonly string[]>> = {
  'telegram/outgoing.ts': [
    'editMessageCaption',
    'editMessageText',
    'resendMessages',
    'sendChatAction',
    'sendMessage',
    'setChatDraftMessage',
  ],
  'telegram/post-text.ts': ['sendMessage'],
  'team/presence/own-presence.ts': ['editMessageText', 'sendMessage'],
}
/** Who gives `outgoing.ts` words: each asks the guard of notes first. */
const writers: Readonly<Record<string, readonly string[]>> = {
  'sending/text-sender.ts': ['sendText'],
  'sending/retrying.ts': ['resendMessage'],
  'sending/editing.ts': ['editMessage'],
  'sending/own-typing.ts': ['tellTyping'],
  'sending/drafts.ts': ['shareDraft'],
}
/** Who writes to the team channel, and nowhere else. */
const teamWriters: Readonly<Record<string, readonly string[]>> = {
  'team/log/log-outbox.ts': ['postText'],
}
const carriesWords =
  /'((?:send|resend|forward|edit|post)(?:Message|Chat|Inline|Business|Quick|Story|Bot|Rich)\w*|setChatDraftMessage|setChatDescription|addLocalMessage|addQuickReply\w*|getLinkPreview|translateText)'/gu

function readSources(): ReadonlyMap<string, string> {
  const names = readdirSync(core, { recursive: true, encoding: 'utf8' })
  const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return new Map(
    sources.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(core, name), 'utf8')] as const),
  )
}

const writesToTeam = /(?<!function )\b(postText)\(/gu

function findCalls(pattern: RegExp): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  for (const [name, source] of readSources()) {
    const calls = new Set([...source.matchAll(pattern)].map(([, call = '']) => call))
    if (calls.size > 0) found[name] = [...calls].sort()
  }
  return found
}

test('no words leave by a way that the guard of notes does not watch', () => {
  expect(findCalls(carriesWords)).toEqual(waysOut)
  expect(findCalls(writesToTeam)).toEqual(teamWriters)
})

test('only those who ask the guard of notes give words to the ways out', () => {
  const found: Record<string, readonly string[]> = {}
  for (const [name, source] of readSources()) {
    if (!/['"`][^'"`\n]*\/outgoing(?:\.ts)?['"`]/u.test(source)) continue
    const named = /import \{([^}]*)\} from '\.\.\/telegram\/outgoing\.ts'/u.exec(source)?.[1]
    // Whoever imports it in another way than by names is found without any, and is in no table.
    found[name] = named?.split(',').flatMap((one) => one.trim() || []) ?? []
    expect(source, name).toContain('isNote(')
  }
  expect(found).toEqual(writers)
})
