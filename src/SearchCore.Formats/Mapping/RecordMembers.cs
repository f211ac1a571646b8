namespace SearchCore.Formats.Mapping;

/// <summary>The members of a record, whatever it is written in: names and values.</summary>
internal abstract class RecordMembers
{
    /// <summary>The names, in the order of the record.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Whether there is a member of this very name.</summary>
    public abstract bool Has(string name);

    /// <summary>A member's text: a string, a number as it is written, or the text of an object that wraps one; null for none.</summary>
    public abstract string? Text(string name);

    /// <summary>A member's values where it is a list, of strings or of objects with a name; else null.</summary>
    public abstract IReadOnlyList<string>? List(string name);

    /// <summary>A member's value as it is stored where no property stands for it; null for none.</summary>
    public abstract string? Stored(string name);

    /// <summary>Leaves a member out of what is stored of the record.</summary>
    public virtual void Drop(string name)
    {
    }

    /// <summary>The members of a member that is an object; null where it is none.</summary>
    public virtual RecordMembers? Object(string name) => null;

    /// <summary>The members of a member that is an object, or of each object in a list; empty where there is none.</summary>
    public virtual IEnumerable<RecordMembers> Objects(string name) => Object(name) is { } one ? [one] : [];
}
