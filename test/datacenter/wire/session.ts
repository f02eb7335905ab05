import type { TlObject } from '../rpc.ts'
import type { AuthKey } from './auth-key.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { MessageIds } from './clock.ts'
import type { Clock } from './clock.ts'
import { encodeObject, gzipPackedId, readObject, unpackGzip } from './codec.ts'
import type { Envelope } from './encrypted-message.ts'
import { answerService, isService } from './service-messages.ts'
import { TlError } from './tl-error.ts'

const containerId = 0x73f1f8dc
const rpcResultId = 0xf35c6d01
const maxContainerMessages = 200
const maxContainerBytes = 512 * 1024
/** How many finished calls are remembered to recognise a call that arrives again. */
const rememberedCalls = 4096

/** A message on its way to the client, with the number it keeps when it is sent again. */
interface OutgoingMessage {
  readonly messageId: bigint
  readonly sequence: number
  readonly body: Buffer
}

/** One call of the client: running until it has an answer, forgotten when the client acknowledged that. */
interface CallRecord {
  answer: OutgoingMessage | undefined
  isDropped: boolean
  /** Resolves when the call has its answer; made only when another call waits for it. */
  whenDone: PromiseWithResolvers<void> | undefined
}

/** Where sealed packets go; one per socket. */
export interface SessionLink {
  /** The data centre named by the connection; negative for media. */
  readonly dcId: number
  /** Closes the socket unless the client asks again before the time is over. */
  disconnectAfter(delayMs: number): void
  sendEnvelope(session: MtprotoSession, message: OutgoingMessage): void
}

/** What a session needs from the server around it. */
export interface SessionHost {
  readonly clock: Clock
  /** A call of the API: answer it by `session.answerCall`. `problem` is set when its bytes are not of our schema. */
  receiveCall(
    session: MtprotoSession,
    messageId: bigint,
    call: TlObject | undefined,
    problem: TlError | undefined,
  ): void
  listFutureSalts(session: MtprotoSession, count: number): readonly TlObject[]
  destroySession(session: MtprotoSession, sessionId: bigint): boolean
  destroyAuthKey(session: MtprotoSession): void
}

/**
 * A client's session: its message numbers, its calls and their answers. It outlives its sockets, so an answer that was on
 * the way when a socket broke is sent again on the next one, and a call that arrives twice is executed once.
 */
export class MtprotoSession {
  readonly id: bigint
  readonly authKey: AuthKey
  readonly #host: SessionHost
  readonly #messageIds: MessageIds
  readonly #calls = new Map<bigint, CallRecord>()
  readonly #finished = new Set<bigint>()
  readonly #callByAnswer = new Map<bigint, bigint>()
  readonly #unackedPushes = new Set<bigint>()
  readonly #acks = new Set<bigint>()
  #queue: OutgoingMessage[] = []
  #isFlushScheduled = false
  #contentCount = 0
  #hasMissedPush = false
  #link: SessionLink | undefined

  constructor(id: bigint, authKey: AuthKey, host: SessionHost) {
    this.id = id
    this.authKey = authKey
    this.#host = host
    this.#messageIds = new MessageIds(host.clock)
  }

  get isConnected(): boolean {
    return this.#link !== undefined
  }

  get dcId(): number {
    return this.#link?.dcId ?? 0
  }

  /** Moves the session to the socket its newest message came from; what the client may have missed is sent again. */
  attach(link: SessionLink): void {
    if (this.#link === link) return
    this.#link = link
    this.#queue = []
    for (const record of this.#calls.values())
      if (record.answer !== undefined) this.#queue.push(record.answer)
    if (this.#hasMissedPush || this.#unackedPushes.size > 0) {
      this.#hasMissedPush = false
      this.#unackedPushes.clear()
      this.#send('notice', encodeObject({ _: 'updatesTooLong' }), true)
    }
    if (this.#queue.length > 0) this.#scheduleFlush()
  }

  detach(link: SessionLink): void {
    if (this.#link !== link) return
    this.#link = undefined
    this.#queue = []
  }

  /** Tells the client that the server knows nothing of the session before this packet. */
  announce(envelope: Envelope, salt: bigint): void {
    const created = {
      _: 'mt_new_session_created',
      first_msg_id: findFirstMessageId(envelope),
      unique_id: this.id,
      server_salt: salt,
    }
    this.#send('notice', encodeObject(created), true)
  }

  reportBadSalt(envelope: Envelope, salt: bigint): void {
    const notice = {
      _: 'mt_bad_server_salt',
      bad_msg_id: envelope.messageId,
      bad_msg_seqno: envelope.sequence,
      error_code: 48,
      new_server_salt: salt,
    }
    this.#send('notice', encodeObject(notice), false)
  }

  /** Something was to be pushed while no socket was open: the client is told to catch up when it is back. */
  noteMissedPush(): void {
    this.#hasMissedPush = true
  }

  /** Sends an encoded `Updates` object; false when no socket is open. */
  push(encodedUpdates: Buffer): boolean {
    if (this.#link === undefined) {
      this.noteMissedPush()
      return false
    }
    const message = this.#send('notice', encodedUpdates, true)
    this.#unackedPushes.add(message.messageId)
    return true
  }

  /** Answers a call with the encoded result (or rpc_error); later copies of the call get the same bytes. */
  answerCall(callId: bigint, encodedResult: Buffer): void {
    const record = this.#calls.get(callId)
    if (record === undefined) return
    this.#acks.delete(callId)
    record.whenDone?.resolve()
    if (record.isDropped) {
      this.#forgetCall(callId)
      return
    }
    const head = Buffer.allocUnsafe(12)
    head.writeUInt32LE(rpcResultId, 0)
    head.writeBigInt64LE(callId, 4)
    const answer = this.#send('answer', Buffer.concat([head, encodedResult]), true)
    record.answer = answer
    this.#callByAnswer.set(answer.messageId, callId)
  }

  /** Resolves when the named call of this session has its answer; undefined when it has one or is not known. */
  whenCallDone(callId: bigint): Promise<void> | undefined {
    const record = this.#calls.get(callId)
    if (record === undefined || record.answer !== undefined) return undefined
    record.whenDone ??= Promise.withResolvers<void>()
    return record.whenDone.promise
  }

  /** Takes the content of one packet, which may be a container of several messages. */
  receive(messageId: bigint, sequence: number, body: Buffer): void {
    const reader = new ByteReader(body)
    const id = reader.peekUint()
    if (id === containerId) {
      this.#receiveContainer(reader)
      return
    }
    if ((sequence & 1) === 1) {
      this.#acks.add(messageId)
      this.#scheduleFlush()
    }
    if (id === gzipPackedId) {
      reader.readUint()
      this.receive(messageId, sequence & ~1, unpackGzip(reader.readBytes()))
      return
    }
    this.#receiveObject(messageId, reader)
  }

  #receiveContainer(reader: ByteReader): void {
    reader.readUint()
    const count = reader.readInt()
    for (let index = 0; index < count; index += 1) {
      const messageId = reader.readLong()
      const sequence = reader.readInt()
      const body = reader.readRaw(reader.readInt())
      if (body.length >= 4 && body.readUInt32LE(0) === containerId)
        throw new TlError('a container inside a container')
      this.receive(messageId, sequence, body)
    }
  }

  #receiveObject(messageId: bigint, reader: ByteReader): void {
    let call: TlObject | undefined
    let problem: TlError | undefined
    try {
      call = readObject(reader)
    } catch (error) {
      if (!(error instanceof TlError)) throw error
      problem = error
    }
    if (call !== undefined && isService(call)) {
      answerService(this, this.#host, messageId, call)
      return
    }
    if (this.#isRepeated(messageId)) return
    this.#calls.set(messageId, { answer: undefined, isDropped: false, whenDone: undefined })
    this.#host.receiveCall(this, messageId, call, problem)
  }

  #isRepeated(callId: bigint): boolean {
    if (this.#finished.has(callId)) return true
    const record = this.#calls.get(callId)
    if (record === undefined) return false
    if (record.answer !== undefined && !this.#queue.includes(record.answer)) this.#enqueue(record.answer)
    return true
  }

  /** The client has these messages of ours. */
  acceptAcks(messageIds: readonly bigint[]): void {
    for (const messageId of messageIds) {
      this.#unackedPushes.delete(messageId)
      const callId = this.#callByAnswer.get(messageId)
      if (callId !== undefined) this.#forgetCall(callId)
    }
  }

  #forgetCall(callId: bigint): void {
    const record = this.#calls.get(callId)
    if (record?.answer !== undefined) this.#callByAnswer.delete(record.answer.messageId)
    this.#calls.delete(callId)
    this.#finished.add(callId)
    if (this.#finished.size > rememberedCalls) {
      const [oldest] = this.#finished
      if (oldest !== undefined) this.#finished.delete(oldest)
    }
  }

  /** 4 for messages that arrived, 1 for those that did not, as msgs_state_info wants it. */
  describeMessages(messageIds: readonly bigint[]): Uint8Array {
    return Uint8Array.from(messageIds, (id) => (this.#calls.has(id) || this.#finished.has(id) ? 4 : 1))
  }

  resendAnswers(answerIds: readonly bigint[]): void {
    for (const answerId of answerIds) {
      const answer = this.#calls.get(this.#callByAnswer.get(answerId) ?? -1n)?.answer
      if (answer !== undefined && !this.#queue.includes(answer)) this.#enqueue(answer)
    }
  }

  dropAnswer(callId: bigint): TlObject {
    const record = this.#calls.get(callId)
    if (record === undefined) return { _: 'mt_rpc_answer_unknown' }
    if (record.answer === undefined) {
      record.isDropped = true
      return { _: 'mt_rpc_answer_dropped_running' }
    }
    const { messageId, sequence, body } = record.answer
    this.#queue = this.#queue.filter((message) => message !== record.answer)
    this.#forgetCall(callId)
    return { _: 'mt_rpc_answer_dropped', msg_id: messageId, seq_no: sequence, bytes: body.length }
  }

  disconnectAfter(delayMs: number): void {
    this.#link?.disconnectAfter(delayMs)
  }

  /** Sends an object of the protocol itself. */
  sendService(object: TlObject, kind: 'answer' | 'notice' = 'answer'): void {
    this.#send(kind, encodeObject(object), false)
  }

  /** Sends a result that belongs to no API call, for the few service methods that answer with rpc_result. */
  sendServiceResult(callId: bigint, object: TlObject): void {
    const writer = new ByteWriter()
    writer.writeInt(rpcResultId)
    writer.writeLong(callId)
    writer.writeRaw(encodeObject(object))
    this.#send('answer', writer.toBytes(), true)
  }

  #send(kind: 'answer' | 'notice', body: Buffer, isContent: boolean): OutgoingMessage {
    const sequence = this.#contentCount * 2 + (isContent ? 1 : 0)
    if (isContent) this.#contentCount += 1
    const message = { messageId: this.#messageIds.next(kind), sequence, body }
    this.#enqueue(message)
    return message
  }

  #enqueue(message: OutgoingMessage): void {
    // Without a socket nothing is queued: answers are kept with their calls, everything else is obsolete by then.
    if (this.#link === undefined) return
    this.#queue.push(message)
    this.#scheduleFlush()
  }

  #scheduleFlush(): void {
    if (this.#isFlushScheduled) return
    this.#isFlushScheduled = true
    setImmediate(() => {
      this.#isFlushScheduled = false
      this.#flush()
    })
  }

  #flush(): void {
    const link = this.#link
    if (link === undefined) return
    if (this.#acks.size > 0) {
      const acks = [...this.#acks]
      this.#acks.clear()
      this.#send('notice', encodeObject({ _: 'mt_msgs_ack', msg_ids: acks }), false)
    }
    const queue = this.#queue
    this.#queue = []
    let start = 0
    while (start < queue.length) {
      let end = start
      let sizeBytes = 0
      while (end < queue.length && end - start < maxContainerMessages) {
        sizeBytes += queue[end]?.body.length ?? 0
        if (end > start && sizeBytes > maxContainerBytes) break
        end += 1
      }
      link.sendEnvelope(this, this.#packMessages(queue.slice(start, end)))
      start = end
    }
  }

  #packMessages(messages: readonly OutgoingMessage[]): OutgoingMessage {
    const [first] = messages
    if (first !== undefined && messages.length === 1) return first
    const writer = new ByteWriter(messages.reduce((sum, message) => sum + message.body.length + 16, 8))
    writer.writeInt(containerId)
    writer.writeInt(messages.length)
    for (const message of messages) {
      writer.writeLong(message.messageId)
      writer.writeInt(message.sequence)
      writer.writeInt(message.body.length)
      writer.writeRaw(message.body)
    }
    return {
      messageId: this.#messageIds.next('notice'),
      sequence: this.#contentCount * 2,
      body: writer.toBytes(),
    }
  }
}

/** The lowest number in a packet: a container's own number is above those of its messages, which must not be sent again. */
function findFirstMessageId(envelope: Envelope): bigint {
  const reader = new ByteReader(envelope.body)
  if (reader.peekUint() !== containerId) return envelope.messageId
  reader.readUint()
  const count = reader.readInt()
  let first = envelope.messageId
  for (let index = 0; index < count; index += 1) {
    const messageId = reader.readLong()
    if (messageId < first) first = messageId
    reader.readInt()
    reader.readRaw(reader.readInt())
  }
  return first
}
