import type { Socket } from 'node:net'
import type { AuthKey } from '../wire/auth-key.ts'
import type { Clock } from '../wire/clock.ts'
import { sealMessage } from '../wire/encrypted-message.ts'
import { ServerHandshake } from '../wire/handshake.ts'
import { acceptObfuscatedStream, headerBytes } from '../wire/obfuscated-stream.ts'
import type { ObfuscatedStream } from '../wire/obfuscated-stream.ts'
import type { RsaKey } from '../wire/rsa-key.ts'
import { MessageIds } from '../wire/clock.ts'
import type { MtprotoSession, SessionLink } from '../wire/session.ts'
import { answerConnect, answerGreeting } from '../wire/socks.ts'
import { TlError } from '../wire/tl-error.ts'

type Stage = 'greeting' | 'connect' | 'header' | 'packets'

/** What a connection needs from the server. */
export interface ConnectionHost {
  readonly clock: Clock
  readonly rsaKey: RsaKey
  /** Milliseconds by which packets to the client are late. */
  delayMs(connection: Connection): number
  acceptKey(key: AuthKey): void
  currentSalt(key: AuthKey): bigint
  /** An encrypted packet; `unknownKey` when its key is not known, `broken` when it does not decrypt. */
  receivePacket(connection: Connection, packet: Buffer): 'taken' | 'unknownKey' | 'broken'
  connectionClosed(connection: Connection): void
}

const unknownKeyError = -404

/** One socket: SOCKS5, then the obfuscated header, then packets. */
export class Connection implements SessionLink {
  readonly #socket: Socket
  readonly #host: ConnectionHost
  readonly #handshake: ServerHandshake
  readonly #messageIds: MessageIds
  readonly #sessions = new Set<MtprotoSession>()
  #stage: Stage = 'greeting'
  #pending: Buffer = Buffer.alloc(0)
  #stream: ObfuscatedStream | undefined
  #isStalled = false
  #isClosed = false
  #heldPackets: Buffer[] = []
  #lastDueMs = 0
  #disconnectTimer: NodeJS.Timeout | undefined
  /** The user of the newest packet, for switches that concern one user. */
  userId: number | undefined

  constructor(socket: Socket, host: ConnectionHost) {
    this.#socket = socket
    this.#host = host
    this.#handshake = new ServerHandshake(host.rsaKey, host.clock)
    this.#messageIds = new MessageIds(host.clock)
    socket.setNoDelay(true)
    socket.on('data', (bytes) => this.#receive(bytes))
    // A reset by the peer is an ordinary end; 'close' follows.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#close())
  }

  get dcId(): number {
    return this.#stream?.dcId ?? 0
  }

  /** Sessions whose packets came over this socket. */
  noteSession(session: MtprotoSession): void {
    this.#sessions.add(session)
  }

  disconnectAfter(delayMs: number): void {
    clearTimeout(this.#disconnectTimer)
    this.#disconnectTimer = setTimeout(() => this.drop(), delayMs)
  }

  /** Closes the socket; from now on its sessions are without one. */
  drop(): void {
    this.#socket.destroy()
    this.#close()
  }

  /** While stalled nothing is read and nothing is written, but the socket stays open. */
  setStalled(isStalled: boolean): void {
    if (this.#isStalled === isStalled) return
    this.#isStalled = isStalled
    if (isStalled) {
      this.#socket.pause()
      return
    }
    const held = this.#heldPackets
    this.#heldPackets = []
    for (const packet of held) this.#sendPacket(packet)
    this.#socket.resume()
  }

  sendEnvelope(
    session: MtprotoSession,
    message: { readonly messageId: bigint; readonly sequence: number; readonly body: Buffer },
  ): void {
    const { authKey } = session
    const salt = this.#host.currentSalt(authKey)
    this.#sendPacket(sealMessage(authKey, { salt, sessionId: session.id, ...message }, 'fromServer'))
  }

  #receive(bytes: Buffer): void {
    if (this.#isClosed) return
    try {
      if (this.#stage === 'packets') this.#receivePackets(bytes)
      else {
        this.#pending = Buffer.concat([this.#pending, bytes])
        this.#openStage()
      }
    } catch (error) {
      // What a client sends may be anything; it costs the client its connection, never the server.
      if (!(error instanceof TlError) && !(error instanceof RangeError)) throw error
      this.drop()
    }
  }

  #openStage(): void {
    if (this.#stage === 'greeting' || this.#stage === 'connect') {
      const step = this.#stage === 'greeting' ? answerGreeting(this.#pending) : answerConnect(this.#pending)
      switch (step.kind) {
        case 'needMore':
          return
        case 'notSocks':
          this.#stage = 'header'
          break
        case 'refuse':
          this.#socket.end(step.reply)
          return
        case 'reply':
          this.#socket.write(step.reply)
          this.#pending = this.#pending.subarray(step.usedBytes)
          this.#stage = this.#stage === 'greeting' ? 'connect' : 'header'
          this.#openStage()
          return
      }
    }
    if (this.#pending.length < headerBytes) return
    this.#stream = acceptObfuscatedStream(this.#pending.subarray(0, headerBytes))
    if (this.#stream === undefined) {
      this.drop()
      return
    }
    this.#stage = 'packets'
    const rest = this.#pending.subarray(headerBytes)
    this.#pending = Buffer.alloc(0)
    if (rest.length > 0) this.#receivePackets(rest)
  }

  #receivePackets(bytes: Buffer): void {
    const packets = this.#stream?.receive(bytes)
    if (packets === undefined) {
      this.drop()
      return
    }
    for (const packet of packets) {
      if (packet.length < 20) continue
      if (packet.readBigUInt64LE(0) === 0n) this.#receiveUnencrypted(packet)
      else this.#receiveEncrypted(packet)
    }
  }

  #receiveEncrypted(packet: Buffer): void {
    const outcome = this.#host.receivePacket(this, packet)
    if (outcome === 'taken') return
    if (outcome === 'broken') {
      this.drop()
      return
    }
    const error = Buffer.alloc(4)
    error.writeInt32LE(unknownKeyError)
    this.#sendPacket(error)
  }

  #receiveUnencrypted(packet: Buffer): void {
    const sizeBytes = packet.readInt32LE(16)
    const step = this.#handshake.receive(packet.subarray(20, 20 + sizeBytes))
    if (step.kind === 'broken') {
      this.drop()
      return
    }
    if (step.newKey !== undefined) this.#host.acceptKey(step.newKey)
    const answer = Buffer.alloc(20 + step.body.length)
    answer.writeBigInt64LE(this.#messageIds.next('answer'), 8)
    answer.writeInt32LE(step.body.length, 16)
    answer.set(step.body, 20)
    this.#sendPacket(answer)
  }

  #sendPacket(packet: Buffer): void {
    if (this.#isStalled) {
      this.#heldPackets.push(packet)
      return
    }
    const delayMs = this.#host.delayMs(this)
    const now = performance.now()
    if (delayMs === 0 && this.#lastDueMs <= now) {
      this.#writePacket(packet)
      return
    }
    // Packets keep their order even when the delay is turned down between two of them.
    this.#lastDueMs = Math.max(this.#lastDueMs, now + delayMs)
    setTimeout(() => this.#writePacket(packet), this.#lastDueMs - now)
  }

  #writePacket(packet: Buffer): void {
    if (this.#stream !== undefined && this.#socket.writable) this.#socket.write(this.#stream.send(packet))
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    clearTimeout(this.#disconnectTimer)
    for (const session of this.#sessions) session.detach(this)
    this.#sessions.clear()
    this.#host.connectionClosed(this)
  }
}
