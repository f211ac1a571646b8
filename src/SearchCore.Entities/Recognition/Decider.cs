namespace SearchCore.Entities.Recognition;

/// <summary>Decides each candidate for itself, before the document has its say.</summary>
internal static class Decider
{
    public static void Decide(ref Candidate candidate)
    {
        Span<int> scores = stackalloc int[4];
        RuleWeights.Score(candidate.Features, scores);
        int best = 0, second = -1;
        for (int i = 1; i < 4; i++)
        {
            if (scores[i] > scores[best])
                (best, second) = (i, best);
            else if (second < 0 || scores[i] > scores[second])
                second = i;
        }

        candidate.Verdict = (Verdict)best;
        candidate.Margin = (short)(scores[best] - scores[second]);
    }
}
