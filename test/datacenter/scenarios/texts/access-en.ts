import type { DialogueSource } from '../dialogue.ts'

/** Accounts, whitelists, deploys and invoices; English. */
export const accessEn: readonly DialogueSource[] = [
  {
    id: 'acc-en-whitelist',
    lines: [
      'c: New VPN exit: {ip}. Could you add it for SSH and MySQL?',
      's+2: Added for both. Shall I remove the old one?',
      'c+3: keep it till Friday please',
      's+1: Noted, Friday 18:00',
    ],
  },
  {
    id: 'acc-en-invoice',
    lines: [
      'c: could you send the invoice for November? our accounting closes tomorrow',
      'm+6: Sent, number {invoice}. PDF and the signed version',
      'c+3: got both, thank you',
    ],
  },
  {
    id: 'acc-en-deploy-key',
    lines: [
      'c2: The deploy key stopped working after we moved the repository',
      's+3: The new host key is unknown to the runner. I have added it:\n```bash\nssh-keyscan git.{domain} >> ~/.ssh/known_hosts\n```',
      'c2+4: pipeline is green',
    ],
  },
  {
    id: 'acc-en-new-person',
    lines: [
      'c: Please welcome our new lead developer, he will write here from now on',
      'm+3: Welcome! I have added him to the people allowed to ask for restarts and restores',
      'c2+6: Hi all! First question: where do I see the backups?',
      's+2: Panel → Backups, or just ask here. The last one: tonight, {gb} GB',
      'c2+1: found it, neat',
    ],
  },
  {
    id: 'acc-en-freeze',
    lines: [
      'c: We have a code freeze from tomorrow till Monday. Please no changes on production without asking',
      's+2: Understood. I have put a note on the project, the next shift sees it too',
      'c+1: 🙏',
    ],
  },
  {
    id: 'acc-en-restart',
    lines: [
      'c: could someone restart php-fpm on {server}? the panel button does nothing',
      's+1: Restarted, all green. The button needed a fresh login, session was a week old',
      'c+2: indeed. thanks',
    ],
  },
  {
    id: 'acc-en-quote',
    lines: [
      'c: What would a second data centre cost us, roughly?',
      'm+9: With an asynchronous replica and DNS failover: about 1.6 of the present bill. I can prepare two variants by Thursday',
      'c+4: Thursday is fine. Include the RTO please',
      'm+2: will do: RTO, RPO and a test plan',
      'c+1: moved to Thursday, 22:00 our time then',
    ],
  },
  {
    id: 'acc-en-audit',
    lines: [
      'c: For ISO we need a list of people who have root on our machines',
      'm+11: Six of ours, two of yours. The list with dates is in the panel, Documents → Access, 21 November',
      'c+14: exactly the format they want. thanks!',
    ],
  },
  {
    id: 'acc-en-rollback',
    lines: [
      'c: Deploy went wrong, checkout is broken. Can you roll back?',
      's+1: Rolling back to release 412',
      's+3: Done, `current → releases/412`. Checkout opens',
      'c+2: confirmed. we will fix and try again after lunch',
      's+1: Tell me when, I will watch the logs with you',
    ],
  },
  {
    id: 'acc-en-gdpr',
    lines: [
      'c: a customer asks us to delete all personal data. do your backups keep it?',
      'm+13: Backups live 30 days, then it is gone for good. We can give you a confirmation letter',
      'c+2: yes please',
      'm+35: signed and sent',
      'c+6: great, closing the request',
    ],
  },
]
