namespace SearchCore.Tests.Schema;

/// <summary>Short texts of few words, and queries that often find them: for archives with texts of their own.</summary>
internal static class RandomTexts
{
    private static readonly string[] Words =
        ["port", "strike", "strikes", "striking", "ended", "the", "of", "vandalism", "vandals", "co-op", "café", "2019", "U.S."];

    private static readonly string[] Wildcards = ["strik*", "vandal*", "po?t", "stri?es", "ca*"];

    /// <summary>So many words.</summary>
    public static string Text(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    /// <summary>A query with any of the operators that texts are searched by.</summary>
    /// <param name="random">What it is made of.</param>
    /// <param name="exactForms">Whether exact forms may be asked for.</param>
    /// <param name="depth">How many levels it may have; without any it is a word.</param>
    /// <param name="further">Other parts that it may have.</param>
    public static string Query(Random random, bool exactForms, int depth, params string[] further) =>
        (depth == 0 ? 0 : random.Next(further.Length == 0 ? 10 : 11)) switch
        {
            0 or 1 => Words[random.Next(Words.Length)],
            2 => $"\"{Text(random, random.Next(1, 4))}\"",
            3 => $"\"{Text(random, 2)}\"~{random.Next(1, 4)}",
            4 => Wildcards[random.Next(Wildcards.Length)],
            5 => exactForms ? $"={Words[random.Next(4)]}" : "port",
            6 => $"({Query(random, exactForms, depth - 1, further)} OR {Query(random, exactForms, depth - 1, further)})",
            7 => $"({Query(random, exactForms, depth - 1, further)} AND {Query(random, exactForms, depth - 1, further)})",
            8 => $"({Query(random, exactForms, depth - 1, further)} NOT {Words[random.Next(5)]})",
            9 => $"({Words[random.Next(5)]} {new[] { "W/2", "PRE/3", "NOT W/2" }[random.Next(3)]} {Words[random.Next(5)]})",
            _ => further[random.Next(further.Length)],
        };
}
