import { join } from 'node:path'
import * as tdl from 'tdl'
import type * as Td from 'tdlib-types'
import type { DatacenterProcess } from '../support/datacenter-process.ts'

export interface BareOrder {
  readonly datacenter: Pick<DatacenterProcess, 'tdjsonPath' | 'mtprotoPort' | 'controlPort'>
  readonly loginPhone: string
  /** Fresh; TDLib's files go here. */
  readonly folder: string
}

/** TDLib with the parameters that the core gives it and nothing around it, signed in and with every chat told. */
export async function openBareTdlib(
  order: BareOrder,
  onUpdate: (update: Td.Update) => void,
): Promise<tdl.Client> {
  tdl.configure({ tdjson: order.datacenter.tdjsonPath, verbosityLevel: 0 })
  const client = tdl.createBareClient()
  const { promise: ready, resolve: setReady, reject } = Promise.withResolvers<void>()
  client.on('error', reject)
  client.on('update', (update) => {
    if (update._ === 'updateAuthorizationState') {
      follow(client, order, update.authorization_state._, setReady).catch(reject)
    }
    onUpdate(update)
  })
  await ready
  await loadAllChats(client)
  return client
}

async function follow(
  client: tdl.Client,
  order: BareOrder,
  state: string,
  setReady: () => void,
): Promise<void> {
  if (state === 'authorizationStateWaitTdlibParameters') await open(client, order)
  if (state === 'authorizationStateWaitPhoneNumber') {
    await client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: order.loginPhone })
  }
  if (state === 'authorizationStateWaitCode') {
    const { controlPort } = order.datacenter
    const response = await fetch(`http://127.0.0.1:${controlPort}/codes?phone=${order.loginPhone}`)
    const { code } = (await response.json()) as { code: string }
    await client.invoke({ _: 'checkAuthenticationCode', code })
  }
  if (state === 'authorizationStateReady') setReady()
}

async function open(client: tdl.Client, { folder, datacenter }: BareOrder): Promise<void> {
  const quiet = client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeNone' } })
  await client.invoke({
    _: 'setTdlibParameters',
    use_test_dc: false,
    database_directory: folder,
    files_directory: join(folder, 'files'),
    database_encryption_key: Buffer.alloc(32, 7).toString('base64'),
    use_file_database: true,
    use_chat_info_database: true,
    use_message_database: true,
    use_secret_chats: false,
    api_id: 1,
    api_hash: '0'.repeat(32),
    system_language_code: 'en',
    device_model: 'Bench',
    system_version: '1',
    application_version: '1',
  })
  await quiet
  await client.invoke({
    _: 'addProxy',
    proxy: {
      _: 'proxy',
      server: '127.0.0.1',
      port: datacenter.mtprotoPort,
      type: { _: 'proxyTypeSocks5', username: '', password: '' },
    },
    enable: true,
  })
  await client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeOther' } })
}

/** TDLib answers 404 when there are no more. */
async function loadAllChats(client: tdl.Client): Promise<void> {
  for (const list of ['chatListMain', 'chatListArchive'] as const) {
    for (;;) {
      try {
        await client.invoke({ _: 'loadChats', chat_list: { _: list }, limit: 100 })
      } catch (error) {
        if (error instanceof tdl.TDLibError && error.code === 404) break
        throw error
      }
    }
  }
}
