/** What went wrong and what to do, as calm cards above everything that can be pressed. */
export function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <>
      {[...new Set(problems)].map((problem) => (
        <p key={problem} class="note boxed">
          {problem}
        </p>
      ))}
    </>
  );
}
