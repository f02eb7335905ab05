import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject } from '../rpc.ts'
import { describeNotifySettings } from '../world/describe-chat.ts'
import { describePeer } from '../world/describe-message.ts'
import { describeChannelDifference, describeDifference, describeState } from '../world/difference.ts'
import { setOnline } from '../world/presence.ts'
import { recordChange } from '../world/reading.ts'
import type { World } from '../world/world.ts'
import { asNumber, asObject, resolveChannel, resolveChat, runQuietly } from './peers.ts'

/** The account's own state: what it missed, whether it is online, what it wants to be notified of. */
export function createAccountMethods(world: World): MethodTable {
  return {
    'updates.getState': ({ userId }) => describeState(world, world.account(userId)),
    'updates.getDifference': ({ userId }, parameters) =>
      describeDifference(
        world,
        world.account(userId),
        asNumber(parameters['pts']),
        asNumber(parameters['date']),
      ),
    'updates.getChannelDifference': ({ userId }, parameters) => {
      const chat = resolveChannel(world, userId, asObject(parameters['channel']))
      return describeChannelDifference(
        world,
        userId,
        chat,
        asNumber(parameters['pts']),
        asNumber(parameters['limit'], 100),
      )
    },
    'account.updateStatus': ({ userId }, parameters) => {
      setOnline(world, userId, parameters['offline'] !== true)
      return true
    },
    'account.getNotifySettings': ({ userId }, parameters) => {
      const peer = asObject(parameters['peer'])
      if (peer._ === 'inputNotifyPeer' || peer._ === 'inputNotifyForumTopic') {
        return describeNotifySettings(resolveChat(world, userId, asObject(peer['peer'])).views.get(userId))
      }
      return describeDefaults(world.account(userId).notifyDefaults.get(peer._))
    },
    'account.updateNotifySettings': (context, parameters) => {
      const { userId } = context
      const peer = asObject(parameters['peer'])
      const settings = asObject(parameters['settings'])
      const muteUntil = settings['mute_until'] === undefined ? undefined : asNumber(settings['mute_until'])
      if (peer._ !== 'inputNotifyPeer') {
        const defaults = world.account(userId).notifyDefaults
        defaults.set(peer._, muteUntil ?? 0)
        const scope = scopes[peer._]
        if (scope === undefined) throw new RpcError(400, 'PEER_ID_INVALID')
        const describeDefault = (): TlObject => ({
          _: 'updateNotifySettings',
          peer: { _: scope },
          notify_settings: describeDefaults(defaults.get(peer._)),
        })
        runQuietly(world, context, () => recordChange(world, userId, `notify:${scope}`, describeDefault))
        return true
      }
      const chat = resolveChat(world, userId, asObject(peer['peer']))
      const view = chat.views.get(userId)
      if (view === undefined) throw new RpcError(400, 'PEER_ID_INVALID')
      view.mutedUntil = muteUntil
      view.showPreviews = readFlag(settings['show_previews'])
      view.isSilent = readFlag(settings['silent'])
      const describe = (): TlObject => ({
        _: 'updateNotifySettings',
        peer: { _: 'notifyPeer', peer: describePeer(chat, userId) },
        notify_settings: describeNotifySettings(view),
      })
      runQuietly(world, context, () => recordChange(world, userId, `notify:${chat.id}`, describe, chat))
      return true
    },
    'account.getNotifyExceptions': ({ userId }) => {
      const muted = [...world.account(userId).views.values()].filter((view) => view.mutedUntil !== undefined)
      return {
        _: 'updates',
        updates: muted.map((view) => ({
          _: 'updateNotifySettings',
          peer: { _: 'notifyPeer', peer: describePeer(view.chat, userId) },
          notify_settings: describeNotifySettings(view),
        })),
        users: [],
        chats: [],
        date: world.now(),
        seq: 0,
      }
    },
    'messages.clearAllDrafts': ({ userId }) => {
      for (const view of world.account(userId).views.values()) view.draft = undefined
      return true
    },
  }
}

const scopes: Readonly<Record<string, string>> = {
  inputNotifyUsers: 'notifyUsers',
  inputNotifyChats: 'notifyChats',
  inputNotifyBroadcasts: 'notifyBroadcasts',
}

/** What holds for the chats of a kind that have no settings of their own. */
function describeDefaults(muteUntil: number | undefined): TlObject {
  return { _: 'peerNotifySettings', show_previews: true, silent: false, mute_until: muteUntil ?? 0 }
}

function readFlag(value: TlObject[string]): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}
