import type { MethodTable, TlObject } from '../rpc.ts'
import type { Clock } from '../wire/clock.ts'
import type { WireCallContext } from './dispatcher.ts'

const daySeconds = 86_400
const dataCentres = [1, 2, 3, 4, 5]

export interface StaticAnswerParts {
  readonly clock: Clock
  readonly port: () => number
}

/** Answers that depend on no account: the configuration, languages, countries, terms. */
export function createStaticMethods({ clock, port }: StaticAnswerParts): MethodTable<WireCallContext> {
  const nowSeconds = (): number => Math.floor(clock.now() / 1000)
  const tomorrow = (): number => nowSeconds() + daySeconds
  return {
    'help.getConfig': ({ dcId }) => describeConfig(dcId, port(), nowSeconds()),
    'help.getNearestDc': ({ dcId }) => ({ _: 'nearestDc', country: 'RU', this_dc: dcId, nearest_dc: dcId }),
    'help.getAppConfig': () => ({ _: 'help.appConfig', hash: 1, config: { _: 'jsonObject', value: [] } }),
    'help.getPromoData': () => ({ _: 'help.promoDataEmpty', expires: tomorrow() }),
    'help.getTermsOfServiceUpdate': () => ({ _: 'help.termsOfServiceUpdateEmpty', expires: tomorrow() }),
    'help.getPeerColors': () => ({ _: 'help.peerColors', hash: 1, colors: [] }),
    'help.getPeerProfileColors': () => ({ _: 'help.peerColors', hash: 1, colors: [] }),
    'help.getTimezonesList': () => ({ _: 'help.timezonesList', timezones: [], hash: 1 }),
    'help.getCountriesList': () => ({
      _: 'help.countriesList',
      countries: countries.map(describeCountry),
      hash: 1,
    }),
    'help.getCdnConfig': () => ({ _: 'cdnConfig', public_keys: [] }),
    'help.getAppUpdate': () => ({ _: 'help.noAppUpdate' }),
    'help.getInviteText': () => ({ _: 'help.inviteText', message: '' }),
    'help.getDeepLinkInfo': () => ({ _: 'help.deepLinkInfoEmpty' }),
    'help.acceptTermsOfService': () => true,
    'help.saveAppLog': () => true,
    'help.dismissSuggestion': () => true,
    'langpack.getLangPack': (_context, call) => describeLanguagePack(call, 0),
    'langpack.getDifference': (_context, call) => describeLanguagePack(call, Number(call['from_version'])),
    'langpack.getStrings': () => [],
    'langpack.getLanguages': () => [],
    'account.registerDevice': () => true,
    'account.unregisterDevice': () => true,
    'account.updateDeviceLocked': () => true,
  }
}

function describeLanguagePack(call: TlObject, fromVersion: number): TlObject {
  const langCode = typeof call['lang_code'] === 'string' ? call['lang_code'] : 'en'
  return { _: 'langPackDifference', lang_code: langCode, from_version: fromVersion, version: 1, strings: [] }
}

/** [iso code, English name, calling code, pattern of the rest of a number] */
const countries = [
  ['RU', 'Russia', '7', 'XXX XXX XXXX'],
  ['KZ', 'Kazakhstan', '77', 'XX XXX XXXX'],
  ['UZ', 'Uzbekistan', '998', 'XX XXX XX XX'],
  ['DE', 'Germany', '49', 'XXX XXXXXXXX'],
  ['GB', 'United Kingdom', '44', 'XXXX XXXXXX'],
  ['US', 'USA', '1', 'XXX XXX XXXX'],
] as const

function describeCountry([iso2, name, code, pattern]: (typeof countries)[number]): TlObject {
  return {
    _: 'help.country',
    iso2,
    default_name: name,
    country_codes: [{ _: 'help.countryCode', country_code: code, patterns: [pattern] }],
  }
}

/** `this_dc` repeats what the connection asked for: with another number TDLib asks again without a pause. */
function describeConfig(dcId: number, port: number, now: number): TlObject {
  return {
    _: 'config',
    date: now,
    expires: now + daySeconds,
    test_mode: false,
    this_dc: dcId,
    dc_options: dataCentres.map((id) => ({ _: 'dcOption', id, ip_address: '127.0.0.1', port })),
    dc_txt_domain_name: 'invalid',
    chat_size_max: 200,
    megagroup_size_max: 200_000,
    forwarded_count_max: 100,
    online_update_period_ms: 210_000,
    offline_blur_timeout_ms: 5000,
    offline_idle_timeout_ms: 30_000,
    online_cloud_timeout_ms: 300_000,
    notify_cloud_delay_ms: 30_000,
    notify_default_delay_ms: 1500,
    push_chat_period_ms: 60_000,
    push_chat_limit: 2,
    edit_time_limit: 172_800,
    revoke_time_limit: 2_147_483_647,
    revoke_pm_time_limit: 2_147_483_647,
    revoke_pm_inbox: true,
    rating_e_decay: 2_419_200,
    stickers_recent_limit: 200,
    channels_read_media_period: 604_800,
    call_receive_timeout_ms: 20_000,
    call_ring_timeout_ms: 90_000,
    call_connect_timeout_ms: 30_000,
    call_packet_timeout_ms: 10_000,
    me_url_prefix: 'https://t.me/',
    caption_length_max: 1024,
    message_length_max: 4096,
    webfile_dc_id: dcId,
  }
}
