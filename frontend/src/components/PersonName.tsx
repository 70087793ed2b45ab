/** What a person is called, and beside it the full name where that differs. */
export function PersonName({ knownAs, fullName }: { knownAs: string; fullName: string }) {
  if (!knownAs || knownAs === fullName) return fullName;
  return (
    <>
      {knownAs} <span className="fact">({fullName})</span>
    </>
  );
}
