using System.Collections.Concurrent;

namespace SearchCore.Searching.Sharding;

/// <summary>The long answers that a shard was told lately, by their numbers. Thread-safe.</summary>
internal sealed class ToldAnswers
{
    // A search needs one or two, and a list of values has a megabyte.
    private const int Most = 8;

    private readonly ConcurrentDictionary<ulong, MergedAnswer> answers = new();

    /// <summary>Keeps an answer if it is a long one.</summary>
    public void Keep(MergedAnswer answer)
    {
        if (answer.IsLong)
        {
            if (answers.Count >= Most && !answers.ContainsKey(answer.Number))
            {
                answers.Clear();
            }

            answers[answer.Number] = answer;
        }
    }

    /// <summary>The answer of a number.</summary>
    /// <exception cref="UntoldException">The shard does not have it.</exception>
    public MergedAnswer Of(ulong number) => answers.TryGetValue(number, out var known) ? known : throw new UntoldException();
}

/// <summary>A shard was not told what a question refers to by a number.</summary>
internal sealed class UntoldException : Exception;
