namespace SearchCore.Entities.Recognition;

/// <summary>
/// Decides each candidate for itself, before the document has its say: the rules' points and the trained model's, added up.
/// </summary>
internal readonly ref struct Decider(ReadOnlySpan<char> text, LinearModel? model, Workspace workspace)
{
    // What the model has no say in: what its training data mark as no entity or hold none of. There are no sports pages in it, where names
    // mean teams.
    private const Features NotTrained = Features.User | Features.Nationality | Features.KnownThing | Features.GenericPattern
        | Features.HyphenBefore | Features.HyphenLowerAfter | Features.SportText;

    private readonly ContextReader context = new(text, workspace);

    /// <summary>Whether the rules decide alone.</summary>
    public static bool IsRulesOnly(Features features) => (features & NotTrained) != 0;

    public void Decide(ref Candidate candidate)
    {
        Span<int> points = stackalloc int[LinearModel.Verdicts];
        RuleWeights.Score(candidate.Features, points);
        (candidate.Verdict, candidate.Margin) = Best(points);
        if (model is null || candidate.Margin > 2 * LinearModel.MostPoints || IsRulesOnly(candidate.Features))
        {
            return;
        }

        var key = context.Key(in candidate);
        if (!workspace.Decisions.TryGet(key, out candidate.Verdict, out candidate.Margin))
        {
            Span<uint> features = stackalloc uint[ContextReader.MaxFeatures];
            model.AddTo(points, features[..context.Read(in candidate, features)]);
            (candidate.Verdict, candidate.Margin) = Best(points);
            workspace.Decisions.Set(key, candidate.Verdict, candidate.Margin);
        }
    }

    private static (Verdict Verdict, short Margin) Best(ReadOnlySpan<int> scores)
    {
        var best = 0;
        var second = -1;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                (best, second) = (i, best);
            }
            else if (second < 0 || scores[i] > scores[second])
            {
                second = i;
            }
        }

        return ((Verdict)best, (short)(scores[best] - scores[second]));
    }
}
