import { Button as HostButton, type ButtonProps as HostButtonProps, View } from '@tarojs/components'
import { classes } from './classes'
import './button.scss'

export interface ButtonProps {
  readonly label: string
  readonly onTap?: () => void
  readonly look?: 'gold' | 'ink' | 'quiet' | 'plain' | 'danger'
  readonly size?: 'large' | 'medium' | 'small'
  readonly isWide?: boolean
  readonly isDisabled?: boolean
  /** Shows work in progress; taps do nothing meanwhile. */
  readonly isRunning?: boolean
  readonly id?: string
  /** WeChat's own abilities: phone number, sharing, consent. */
  readonly host?: Pick<HostButtonProps, 'openType' | 'onGetPhoneNumber' | 'onAgreePrivacyAuthorization'>
}

export function Button({ label, onTap, look = 'gold', size = 'medium', isWide = false, isDisabled = false, isRunning = false, id, host }: ButtonProps) {
  const isStill = isDisabled || isRunning
  return (
    <HostButton
      className={classes('button', `button--${look}`, `button--${size}`, isWide && 'button--wide', isDisabled && 'button--disabled', isRunning && 'button--running')}
      hoverClass="none"
      {...(isStill && { disabled: true })}
      {...(id !== undefined && { id })}
      {...host}
      onClick={() => {
        if (!isStill) onTap?.()
      }}
    >
      {isRunning && <View className="button__spinner" />}
      {label}
    </HostButton>
  )
}
