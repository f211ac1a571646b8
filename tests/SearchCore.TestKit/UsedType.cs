namespace SearchCore.TestKit;

/// <summary>A type as an assembly names it: nested and compiler-made types count as the type that they stand in.</summary>
/// <param name="Assembly">The assembly's simple name.</param>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Name">The outermost type's name in metadata, with its arity: <c>List`1</c>.</param>
public readonly record struct UsedType(string Assembly, string Namespace, string Name);
