import type { ChatModel } from '../../rows/chat-model.ts'
import type { Triage } from '../../triage/create-triage.ts'
import type { Team } from '../create-team.ts'
import { chooseTeamWords } from '../log/readable-line.ts'
import type { StreamGate } from './gated-stream.ts'
import { createTeamLogEntries } from './team-log-entries.ts'

/** What windows may have, as the gate and the rows decide. */
export function createStreamGate(
  { gate, teamLog }: Pick<Team, 'gate' | 'teamLog'>,
  { model, settings }: { readonly model: ChatModel; readonly settings: Triage['settings'] },
): StreamGate {
  const entries = createTeamLogEntries({
    gate,
    teamLog,
    findShown: (chatId, messageId) => model.findShown(chatId, messageId),
    readWords: () => chooseTeamWords(settings().language).entry_hidden,
  })
  return { isVisible: gate.isVisible, entries }
}
