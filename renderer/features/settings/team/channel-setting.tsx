import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamChannel } from '#shared/contract/entities/team.ts'
import { openChat } from '../../../shell/navigation.ts'
import { useColleagues } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Setting } from '../setting.tsx'
import { closeSettings } from '../../../shell/settings-view.ts'

/** Which group it is; its button shows it as an ordinary chat. */
export function ChannelSetting({ channel }: { readonly channel: TeamChannel }): ReactNode {
  const { t } = useTranslation('team')
  const count = useColleagues().filter(({ isMember }) => isMember).length
  return (
    <Setting
      label={channel.title}
      hint={count === 0 ? t('channel.hint') : `${t('channel.hint')} · ${t('channel.members', { count })}`}
    >
      <Button
        disabled={channel.state !== 'joined'}
        onClick={() => {
          closeSettings()
          openChat(channel.chatId)
        }}
      >
        {t('channel.open')}
      </Button>
    </Setting>
  )
}
