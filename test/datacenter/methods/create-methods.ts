import type { Handler, MethodTable } from '../rpc.ts'
import type { World } from '../world/world.ts'
import { createAccountMethods } from './account-methods.ts'
import { createChannelMethods } from './channel-methods.ts'
import { createDialogMethods } from './dialog-methods.ts'
import { createGroupMethods } from './group-methods.ts'
import { createHistoryMethods } from './history-methods.ts'
import { createManageMethods } from './manage-methods.ts'
import { createQuietMethods } from './quiet-methods.ts'
import { createReadingMethods } from './reading-methods.ts'
import { createReactionMethods } from './reaction-methods.ts'
import { createScheduledMethods } from './scheduled-methods.ts'
import { createSendingMethods } from './sending-methods.ts'
import { createUserMethods } from './user-methods.ts'

/** Everything a logged-in client may call that concerns the world. */
export function createMethods(world: World): MethodTable {
  const tables: readonly MethodTable[] = [
    createQuietMethods(world),
    createAccountMethods(world),
    createDialogMethods(world),
    createHistoryMethods(world),
    createSendingMethods(world),
    createScheduledMethods(world),
    createReactionMethods(world),
    createReadingMethods(world),
    createUserMethods(world),
    createGroupMethods(world),
    createChannelMethods(world),
    createManageMethods(world),
  ]
  const methods: Record<string, Handler> = {}
  for (const [name, handler] of tables.flatMap((table) => Object.entries(table))) {
    methods[name] = (context, parameters) => {
      const answer = handler(context, parameters)
      // What happened before this answer has a smaller pts: it has to arrive first.
      world.publisher.flush()
      return answer
    }
  }
  return methods
}
