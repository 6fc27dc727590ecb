import { useObservable } from '../observable'
import { agreeButtonId, answerPrivacy, askedForPrivacy, openPrivacyGuideline } from '../privacy'
import { useText } from '../text'
import { Button } from './button'
import { Sheet } from './sheet'

/** WeChat's consent before a privacy interface: the agreeing tap must hit a button of its own kind. */
export function PrivacySheet() {
  const asked = useObservable(askedForPrivacy)
  const { privacy } = useText().text.app
  return (
    <Sheet
      isOpen={asked !== undefined}
      title={privacy.title}
      footer={
        <>
          <Button look="quiet" label={privacy.decline} id="privacy-decline" onTap={() => answerPrivacy(false)} />
          <Button
            label={privacy.agree}
            id={agreeButtonId}
            host={{ openType: 'agreePrivacyAuthorization', onAgreePrivacyAuthorization: () => answerPrivacy(true) }}
          />
        </>
      }
    >
      {privacy.ask}
      <Button look="plain" label={privacy.read} onTap={openPrivacyGuideline} />
    </Sheet>
  )
}
