namespace ActorBus.Actors.Event;

/// <summary>The class of log entries whose source is a text.</summary>
public class DummyClassForStringSources;
