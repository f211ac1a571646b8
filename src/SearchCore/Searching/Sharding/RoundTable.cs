using SearchCore.Searching.Messages;

namespace SearchCore.Searching.Sharding;

/// <summary>The number of each round in messages. A number is never given to another one.</summary>
internal static class RoundTable
{
    private static readonly (Type Type, Func<MessageReader, Round> Read)[] All =
    [
        (typeof(CollectRound), _ => new CollectRound()),
        (typeof(FetchRound), FetchRound.ReadFrom),
        (typeof(DaysRound), _ => new DaysRound()),
        (typeof(CountRound), CountRound.ReadFrom),
        (typeof(CompareRound), CompareRound.ReadFrom),
        (typeof(WordsRound), WordsRound.ReadFrom),
        (typeof(TextsRound), TextsRound.ReadFrom),
        (typeof(SampleRound), SampleRound.ReadFrom),
        (typeof(ExportRound), ExportRound.ReadFrom),
    ];

    /// <summary>Writes what is asked with its number.</summary>
    public static void Write(MessageWriter writer, Round round)
    {
        writer.Number(Array.FindIndex(All, a => a.Type == round.GetType()));
        round.Write(writer);
    }

    /// <summary>Reads what is asked.</summary>
    /// <exception cref="MessageException">It is nothing that this version knows.</exception>
    public static Round Read(MessageReader reader) => reader.Number() is >= 0 and var number && number < All.Length
        ? All[number].Read(reader)
        : throw new MessageException("it asks for a round that this version does not know");
}
