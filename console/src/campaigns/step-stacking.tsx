import { Input, Radio } from 'antd'
import type { CampaignTerms } from '../../../shared/campaigns/campaign'
import { useText } from '../language'
import { Field, WholeNumber } from '../parts/field'
import type { StepProps } from './step'

const modes = ['best', 'all', 'first'] as const
type Mode = CampaignTerms['stacking']['mode']

/** How it goes with other campaigns, and who sees nothing of it for comparison. */
export function StepStacking({ terms, change, problem, isLaunched }: StepProps) {
  const text = useText()
  const { stacking } = terms
  return (
    <>
      <fieldset className="plain" disabled={isLaunched}>
        <Field id="mode" label={text.campaigns.mode}>
          <Radio.Group id="mode" className="choices" disabled={isLaunched} value={stacking.mode} onChange={({ target }: { target: { value?: Mode } }) => target.value !== undefined && change({ stacking: { ...stacking, mode: target.value } })}>
            {modes.map((mode) => <Radio key={mode} value={mode}><b>{text.campaigns.modes[mode]}</b><br /><span className="soft">{text.campaigns.modeHints[mode]}</span></Radio>)}
          </Radio.Group>
        </Field>
        <Field id="group" label={text.campaigns.group} hint={text.campaigns.groupHint} problem={problem('stacking.group')}>
          <Input id="group" value={stacking.group} maxLength={20} style={{ maxWidth: 240 }} onChange={({ target }) => change({ stacking: { ...stacking, group: target.value.toLowerCase() } })} />
        </Field>
      </fieldset>
      <div className="grid-2">
        <Field id="priority" label={text.campaigns.priority} hint={text.campaigns.priorityHint} problem={problem('priority')}><WholeNumber id="priority" value={terms.priority} max={1_000} change={(priority = 0) => change({ priority })} /></Field>
        <Field id="holdOut" label={text.campaigns.holdOut} hint={text.campaigns.holdOutHint} problem={problem('holdOutPercent')}><fieldset className="plain" disabled={isLaunched}><WholeNumber id="holdOut" value={terms.holdOutPercent} max={90} unit="%" change={(holdOutPercent = 0) => change({ holdOutPercent })} /></fieldset></Field>
      </div>
    </>
  )
}
