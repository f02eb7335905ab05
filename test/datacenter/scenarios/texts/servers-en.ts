import type { DialogueSource } from '../dialogue.ts'

/** Disks, backups, databases and migrations; English. */
export const serversEn: readonly DialogueSource[] = [
  {
    id: 'srv-en-index',
    lines: [
      "c: Good morning! After last night's deploy the catalogue opens in 6–7 seconds.",
      's+2: Morning, {c}. I see it — slow queries on {db} since 03:10, checking the new index now.',
      's+18: Index rebuilt, the catalogue answers in 0.4 s. Please check on your side.',
      'c+1>3"the catalogue answers in 0.4 s": Confirmed, thank you!',
    ],
  },
  {
    id: 'srv-en-restore-file',
    lines: [
      'c: could you restore one file from Monday? `/app/config/tax.php`',
      's+3: Which copy, 06:00 or 18:00?',
      'c+1: 18:00',
      's+3: Restored as `tax.php.mon-1800`, the current one is untouched',
      'c+4: exactly what we needed',
    ],
  },
  {
    id: 'srv-en-php84',
    lines: [
      'c: We are planning the move to PHP 8.4 for the second half of the month. What do you need from us?',
      'm+4: Only the list of sites and a window of two hours. I have created the task, {s2} takes it.',
      's2+7: Task **#{task}**, PHP 8.4 migration plan. A copy of the site on 8.4 will be ready on Tuesday',
      'c+2: wonderful, we will test it on Wednesday',
    ],
  },
  {
    id: 'srv-en-disk-inodes',
    lines: [
      'bot: {server}: inodes on `/` at **{pct} %**',
      's+4: Session files, 2.1 million of them. Moving sessions to Redis would end this for good',
      'c+6: any downtime?',
      's+1: None, people just have to sign in once more',
      'c+3: then please do it tonight',
      's2+5: Scheduled for 23:30, task {task}',
    ],
  },
  {
    id: 'srv-en-backup-done',
    lines: [
      'c: please take a snapshot before our release, 15 minutes from now',
      's+2: Starting',
      'bot+9: Snapshot of {server} finished, {gb} GB',
      's+1: Ready. To go back, just say so here, it takes about four minutes',
      'c+41: release is fine, no rollback. thanks!',
    ],
  },
  {
    id: 'srv-en-deadlock',
    lines: [
      'c2: seeing deadlocks on `orders` since the import runs in parallel',
      's+5: Confirmed, two writers take the rows in opposite order:\n```sql\nUPDATE orders SET state = ? WHERE id IN (…) -- order by id, please\n```',
      'c2+13: sorted the ids, no deadlocks in the last 10 minutes',
      's+1: Same here, graph is flat',
    ],
  },
  {
    id: 'srv-en-maintenance-window',
    lines: [
      'm: Hello! We replace the power supply in your rack in the night to Thursday, 02:00–04:00. No downtime expected',
      'c+22: thanks for the notice. could it be Friday? we have a TV spot on Thursday morning',
      'm+5: moved to Friday, 02:00',
      'c+1: much appreciated',
    ],
  },
  {
    id: 'srv-en-upgrade-mysql',
    lines: [
      'c: is MySQL 5.7 still supported on {db}? our auditors ask',
      's+6: It runs, but without upstream fixes. 8.4 is what we recommend, we can rehearse on a copy',
      'c+4: how long would the switch take?',
      's+2: For {gb} GB about 25 minutes of read-only mode',
      'c+9: ok, let me find a window and come back to you',
    ],
  },
  {
    id: 'srv-en-oom',
    lines: [
      'bot: 🔴 {server}: process `node` killed (out of memory)',
      's+1: {c}, the renderer was killed twice in ten minutes, restarted it, all green',
      'c+7: we found the leak, a fix goes out tonight',
      's+1: Good. Until then I watch it and restart at 80 %',
    ],
  },
]
