import type { DialogueSource } from '../dialogue.ts'

/** Domains, certificates and mail; English. */
export const dnsTlsEn: readonly DialogueSource[] = [
  {
    id: 'dns-en-cert-chain',
    lines: [
      'c: The mobile app rejects our certificate, browsers are fine',
      's+3: The intermediate was missing from the bundle. Fixed and reloaded nginx',
      'c+4: certificate is updated, thanks',
    ],
  },
  {
    id: 'dns-en-caa',
    lines: [
      'c: our own CA refuses to issue for {domain}, they say CAA',
      's+3: The zone allows only Let’s Encrypt. Which name should I add?',
      'c+2: `certs.trustway.example`',
      's+2: Added next to the old one:\n```\n{domain}. CAA 0 issue "certs.trustway.example"\n```',
      'c+11: issued. I will send you the PEM by the panel, not here',
      's+1: Right, never in the chat :)',
    ],
  },
  {
    id: 'dns-en-ttl',
    lines: [
      'c: Please lower the TTL on {domain}, we move the site on Thursday night',
      's+2: TTL is 300 from now on. Do you need anyone from us during the move?',
      'c+5: yes please, from 22:00 to midnight',
      'm+4: Booked {s2} for Thursday 22:00–00:00, task {task}',
      'c+1: great',
    ],
  },
  {
    id: 'dns-en-subdomain',
    lines: [
      'c2: Could you point status.{domain} to our status page provider?',
      's+2: Sure. What is the CNAME target?',
      'c2+1: `{word}.statuspage.example`',
      's+2: Done, resolves on both name servers',
      'c2+3: yep, thanks a lot',
    ],
  },
  {
    id: 'dns-en-dkim',
    lines: [
      'c: Gmail shows “via kedrovka.example” next to our name. Can this be avoided?',
      's+4: Yes, with DKIM under your own domain. I have published the key `kv1._domainkey.{domain}`',
      's+6: And switched signing on. New messages should come without “via”',
      'c+7: Confirmed, clean header now',
    ],
  },
  {
    id: 'dns-en-propagation',
    lines: [
      'c: How long until the new name servers are visible everywhere?',
      's+3: The registry took them 20 minutes ago, most resolvers follow within an hour, a few within a day',
      'c+2: ok. our office in Almaty still sees the old ones',
      's+2: Their resolver keeps records for 6 hours. Until 18:30 at the latest',
      'c+1: noted',
    ],
  },
  {
    id: 'dns-en-expiring',
    lines: [
      'bot: Domain {domain} expires in **14 days**',
      'c+9: we got this notice, is it renewed automatically?',
      'm+4: It is, the balance covers it. The invoice is {invoice}',
      'c+2: good, ignoring it then',
    ],
  },
  {
    id: 'dns-en-mixed',
    lines: [
      'c: Padlock is gone on the checkout page',
      's+3: Mixed content: the partner logo is loaded by http. Line 88 of `checkout.html`',
      'c+8: replaced, padlock is back',
      's+1: 👌',
    ],
  },
]
