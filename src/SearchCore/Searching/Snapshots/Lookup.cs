using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// Something that is asked of an index, of which the answers of several can be put together; both travel. Plain data: the same question has
/// the same bytes.
/// </summary>
internal abstract record Lookup
{
    /// <summary>Writes the question.</summary>
    public abstract void Write(MessageWriter writer);

    /// <summary>Answers it from an index, as bytes.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public abstract void WriteAnswer(MessageWriter writer, PointInTime point, SearchBudget budget);

    /// <summary>Reads an answer of one index.</summary>
    /// <exception cref="MessageException">It is none.</exception>
    public abstract object ReadAnswer(MessageReader reader);

    /// <summary>Puts answers together, as bytes.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="answers">What <see cref="ReadAnswer"/> read.</param>
    public abstract void WriteMerged(MessageWriter writer, IReadOnlyList<object> answers);
}

/// <summary>A question with answers of a type.</summary>
internal abstract record Lookup<T> : Lookup
    where T : class
{
    /// <summary>What stands in for an answer that is not known yet.</summary>
    public abstract T Unknown { get; }

    /// <summary>Answers it from an index.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public abstract T Answer(PointInTime point, SearchBudget budget);

    /// <summary>Puts the answers of several indexes together. Changes none of them.</summary>
    public abstract T Merge(IReadOnlyList<T> answers);

    /// <summary>Writes an answer.</summary>
    public abstract void Write(MessageWriter writer, T answer);

    /// <summary>Reads an answer.</summary>
    /// <exception cref="MessageException">It is none.</exception>
    public abstract T Read(MessageReader reader);

    /// <inheritdoc/>
    public sealed override void WriteAnswer(MessageWriter writer, PointInTime point, SearchBudget budget) =>
        Write(writer, Answer(point, budget));

    /// <inheritdoc/>
    public sealed override object ReadAnswer(MessageReader reader) => Read(reader);

    /// <inheritdoc/>
    public sealed override void WriteMerged(MessageWriter writer, IReadOnlyList<object> answers) =>
        Write(writer, Merge([.. answers.Cast<T>()]));
}
