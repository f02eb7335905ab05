import {
  isCustomerRole,
  parseDialogue,
  type Dialogue,
  type DialogueSource,
  type LivePhrases,
} from '../dialogue.ts'
import { accessEn } from './access-en.ts'
import { accessRu } from './access-ru.ts'
import { dnsTlsEn } from './dns-tls-en.ts'
import { dnsTlsRu } from './dns-tls-ru.ts'
import { liveEn } from './live-en.ts'
import { liveRu } from './live-ru.ts'
import { miscEn } from './misc-en.ts'
import { miscRu } from './misc-ru.ts'
import { serversEn } from './servers-en.ts'
import { serversRu } from './servers-ru.ts'
import { webEn } from './web-en.ts'
import { webRu } from './web-ru.ts'

export type Language = 'ru' | 'en'

export interface TextLibrary {
  readonly dialogues: readonly Dialogue[]
  /** Those that a customer begins. */
  readonly requests: readonly Dialogue[]
  readonly phrases: LivePhrases
}

/** Everything that people of the generated scenarios say. */
export const library: Readonly<Record<Language, TextLibrary>> = {
  ru: createLibrary([webRu, dnsTlsRu, serversRu, accessRu, miscRu], liveRu),
  en: createLibrary([webEn, dnsTlsEn, serversEn, accessEn, miscEn], liveEn),
}

function createLibrary(sources: readonly (readonly DialogueSource[])[], phrases: LivePhrases): TextLibrary {
  const dialogues = sources.flat().map(parseDialogue)
  const requests = dialogues.filter(
    ({ lines }) => lines[0] !== undefined && isCustomerRole(lines[0].role) && lines.length > 2,
  )
  return { dialogues, requests, phrases }
}
