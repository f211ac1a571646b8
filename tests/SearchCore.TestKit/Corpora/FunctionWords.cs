namespace SearchCore.TestKit.Corpora;

/// <summary>The words that hold English sentences together, as often as they stand in news.</summary>
internal static class FunctionWords
{
    /// <summary>
    /// A word and how often it stands among ten thousand function words: in wire stories, in briefings (<see cref="NewsProfile"/> names the
    /// sources).
    /// </summary>
    private static readonly (string Word, int Wire, int Briefing)[] Counted =
    [
        ("the", 1476, 1145), ("to", 705, 776), ("and", 551, 796), ("of", 740, 577), ("in", 539, 375), ("a", 531, 346), ("said", 541, 30),
        ("that", 159, 402), ("for", 266, 228), ("it", 231, 178), ("is", 172, 229), ("on", 188, 180), ("with", 136, 144), ("we", 29, 223),
        ("be", 149, 98), ("will", 150, 93), ("as", 98, 138), ("this", 69, 166), ("from", 153, 78), ("by", 151, 73), ("at", 144, 78),
        ("i", 14, 206), ("you", 4, 204), ("have", 69, 138), ("are", 72, 128), ("he", 109, 82), ("was", 122, 66), ("its", 152, 20),
        ("has", 101, 71), ("not", 83, 84), ("an", 98, 57), ("but", 73, 75), ("about", 52, 77), ("would", 94, 35), ("they", 51, 72),
        ("or", 56, 67), ("our", 10, 110), ("which", 77, 32), ("so", 12, 97), ("more", 39, 62), ("one", 58, 43), ("new", 66, 33),
        ("what", 9, 89), ("all", 26, 70), ("also", 53, 42), ("been", 46, 49), ("their", 32, 60), ("there", 27, 64), ("were", 64, 24),
        ("up", 48, 36), ("last", 60, 23), ("had", 58, 21), ("two", 50, 23), ("first", 38, 31), ("can", 13, 55), ("do", 10, 57),
        ("other", 34, 32), ("if", 29, 37), ("who", 17, 49), ("over", 34, 31), ("than", 35, 29), ("just", 6, 57), ("when", 20, 38),
        ("some", 30, 25), ("no", 30, 25), ("may", 39, 14), ("now", 19, 34), ("his", 18, 35), ("out", 17, 36), ("any", 19, 33),
        ("because", 22, 28), ("after", 37, 12), ("these", 10, 39), ("we're", 0, 47), ("it's", 0, 46), ("through", 19, 26),
        ("into", 22, 22), ("here", 8, 34), ("under", 28, 14), ("could", 28, 14), ("those", 9, 32), ("against", 26, 13), ("how", 5, 32),
        ("them", 9, 28), ("very", 9, 27), ("that's", 0, 36), ("should", 18, 18), ("per", 32, 3), ("my", 1, 32), ("between", 21, 10),
        ("i'm", 0, 31), ("before", 16, 14), ("many", 9, 21), ("your", 1, 29), ("like", 4, 26), ("since", 17, 13), ("us", 4, 26),
        ("where", 5, 24), ("while", 19, 10), ("only", 18, 11), ("did", 13, 14), ("most", 13, 14), ("being", 12, 15), ("don't", 0, 26),
        ("much", 9, 17), ("me", 1, 24), ("both", 13, 11), ("such", 14, 10), ("then", 6, 16), ("during", 13, 9), ("still", 11, 11),
        ("she", 4, 17), ("does", 6, 14), ("her", 1, 14), ("within", 7, 6), ("him", 2, 11), ("without", 6, 6),
    ];

    /// <summary>
    /// About ten thousand slots in which each word stands as often as it is frequent: an evenly drawn slot holds a fit word.
    /// </summary>
    public static string[] Slots(bool briefing)
    {
        var slots = new List<string>();
        foreach (var (word, wire, brief) in Counted)
        {
            slots.AddRange(Enumerable.Repeat(word, briefing ? brief : wire));
        }

        return [.. slots];
    }
}
