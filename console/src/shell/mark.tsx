/** The mark of Dianjin: a coin that is being touched. */
export function Mark({ pixels = 28 }: { readonly pixels?: number }) {
  return (
    <svg width={pixels} height={pixels} viewBox="0 0 32 32" aria-hidden="true" className="mark">
      <rect width="32" height="32" rx="9" fill="var(--gold-text)" />
      <circle cx="16" cy="16" r="7.5" fill="none" stroke="var(--gold-wash)" strokeWidth="2.6" />
      <circle cx="16" cy="16" r="2.2" fill="var(--gold-wash)" />
    </svg>
  )
}
