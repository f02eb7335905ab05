import type { TlObject, TlValue } from '../rpc.ts'
import type { MtprotoSession, SessionHost } from './session.ts'

/** Whether an object belongs to the protocol itself, not to the API. */
export function isService(object: TlObject): boolean {
  return object._.startsWith('mt_')
}

function toLong(value: TlValue): bigint {
  return typeof value === 'bigint' ? value : 0n
}

function toLongs(value: TlValue): readonly bigint[] {
  return Array.isArray(value) ? (value as readonly TlValue[]).map(toLong) : []
}

/** Answers pings, questions about messages and the like; what needs no answer is taken silently. */
export function answerService(
  session: MtprotoSession,
  host: SessionHost,
  messageId: bigint,
  object: TlObject,
): void {
  switch (object._) {
    case 'mt_msgs_ack':
      session.acceptAcks(toLongs(object['msg_ids']))
      return
    case 'mt_ping':
    case 'mt_ping_delay_disconnect':
      if (object._ === 'mt_ping_delay_disconnect')
        session.disconnectAfter(Number(object['disconnect_delay']) * 1000)
      session.sendService({ _: 'mt_pong', msg_id: messageId, ping_id: toLong(object['ping_id']) })
      return
    case 'mt_get_future_salts': {
      const salts = host.listFutureSalts(session, Number(object['num']))
      const now = Math.floor(host.clock.now() / 1000)
      session.sendService({ _: 'mt_future_salts', req_msg_id: messageId, now, salts })
      return
    }
    case 'mt_msgs_state_req': {
      const info = session.describeMessages(toLongs(object['msg_ids']))
      session.sendService({ _: 'mt_msgs_state_info', req_msg_id: messageId, info })
      return
    }
    case 'mt_msg_resend_req':
      session.resendAnswers(toLongs(object['msg_ids']))
      return
    case 'mt_rpc_drop_answer':
      session.sendServiceResult(messageId, session.dropAnswer(toLong(object['req_msg_id'])))
      return
    case 'mt_destroy_session': {
      const sessionId = toLong(object['session_id'])
      const isKnown = host.destroySession(session, sessionId)
      session.sendService({
        _: isKnown ? 'mt_destroy_session_ok' : 'mt_destroy_session_none',
        session_id: sessionId,
      })
      return
    }
    case 'mt_destroy_auth_key':
      session.sendService({ _: 'mt_destroy_auth_key_ok' })
      host.destroyAuthKey(session)
      return
    default:
      return
  }
}
