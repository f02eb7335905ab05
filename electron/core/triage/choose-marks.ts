import type { SharedMarks } from './shared-marks.ts'
import type { TeamPort } from './team-port.ts'

/**
 * The marks in use: those of the team if there is a team, otherwise this console's own, which are kept in either
 * case.
 */
export function chooseMarks(local: SharedMarks, readTeam: () => TeamPort): SharedMarks {
  const choose = (): SharedMarks => readTeam().marks() ?? local
  const chooseFor = (chatId: number): SharedMarks => readTeam().noReplyMarks(chatId) ?? local
  return {
    handClassOf: (chatId) => choose().handClassOf(chatId),
    clockOverrideOf: (chatId) => choose().clockOverrideOf(chatId),
    noRepliesOf: (chatId) => chooseFor(chatId).noRepliesOf(chatId),
    canTakeBackNoReply: (chatId) => chooseFor(chatId).canTakeBackNoReply(chatId),
    setHandClass: (chatId, chatClass) => choose().setHandClass(chatId, chatClass),
    setClockOverride: (chatId, override) => choose().setClockOverride(chatId, override),
    sayNoReply: (chatId, upTo) => chooseFor(chatId).sayNoReply(chatId, upTo),
    takeBackNoReply: (chatId) => chooseFor(chatId).takeBackNoReply(chatId),
  }
}
