/** A call that means nothing; the message goes to the model after "Your reply could not be used:". */
export class CallProblem extends Error {}
