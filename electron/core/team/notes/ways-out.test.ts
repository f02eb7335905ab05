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
  'telegram/post-text.ts': ['editMessageText', 'sendMessage'],
}
/** Who gives `post-text.ts` words: what consoles write to the team channel by themselves. */
const posters: Readonly<Record<string, readonly string[]>> = {
  'team/log/log-outbox.ts': ['postText'],
  'team/presence/own-presence.ts': ['editPosted', 'postText'],
}
/** Who gives `outgoing.ts` words: each asks the guard of notes first. */
const writers: Readonly<Record<string, readonly string[]>> = {
  'sending/text-sender.ts': ['sendText'],
  'sending/retrying.ts': ['resendMessage'],
  'sending/editing.ts': ['editMessage'],
  'sending/own-typing.ts': ['tellTyping'],
  'sending/drafts.ts': ['shareDraft'],
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
})

/** The names that files import from a file of `telegram/`; none for those that import it in another way. */
function findImporters(name: string): Readonly<Record<string, readonly string[]>> {
  const mentions = new RegExp(`['"\`][^'"\`\\n]*/${name}(?:\\.ts)?['"\`]`, 'u')
  const imports = new RegExp(`import \\{([^}]*)\\} from '(?:\\.\\./)+telegram/${name}\\.ts'`, 'u')
  const found: Record<string, readonly string[]> = {}
  for (const [path, source] of readSources()) {
    if (!mentions.test(source)) continue
    found[path] =
      imports
        .exec(source)?.[1]
        ?.split(',')
        .flatMap((one) => one.trim() || []) ?? []
  }
  return found
}

test('only those who ask the guard of notes give words to the ways out', () => {
  const found = findImporters('outgoing')
  expect(found).toEqual(writers)
  for (const path of Object.keys(found)) expect(readSources().get(path), path).toContain('isNote(')
})

test('nothing but what consoles say to their team is posted', () => {
  expect(findImporters('post-text')).toEqual(posters)
})
