namespace SearchCore.Entities.Training;

/// <summary>
/// What a model may be trained on: openly licensed gold and public-domain text (THIRD-PARTY-NOTICES.md). Nothing else is read by training.
/// </summary>
internal static class Corpora
{
    /// <summary>Marked-up texts in the style of news and of Wikipedia; every one is also held out once in cross-validation.</summary>
    public const string Wikigold = "wikigold.jsonl.gz";

    /// <summary>Noisy short texts that are only trained on.</summary>
    public const string Wnut = "wnut17-train.jsonl.gz";

    /// <summary>Everything that is trained on and not held out in cross-validation.</summary>
    public static List<GoldText> Further(string folder)
    {
        using var sentences = typeof(Corpora).Assembly.GetManifestResourceStream("sentences.txt")!;
        return [.. Gold(folder, Wnut), .. OwnSentences.Read(sentences)];
    }

    /// <summary>Every ninth briefing, 1,200 of them at most: enough silver, of all years.</summary>
    public static List<string> Silver(string briefings) => [.. GoldText.Articles(briefings).Where((_, i) => i % 9 == 0).Take(1200)];

    public static List<GoldText> Gold(string folder, string file) => GoldText.Read(Path.Combine(folder, file));
}
